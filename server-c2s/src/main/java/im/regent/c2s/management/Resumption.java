package im.regent.c2s.management;

import im.regent.core.routing.Attachment;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * One attempt of a client to go on with a session over a new connection. The session may live on another loop than the
 * connection; what it received last may still be on its way, and has to be counted before the client is told how far we are.
 *
 * @param h how many stanzas the client has handled
 * @param answer makes of {@code <resumed/>} what the client is told; on the session's loop
 */
record Resumption(
        ManagedSession managed, long h, StreamTransport transport, String streamId, UnaryOperator<Element> answer) {
    /** What the connection is bound to; empty if the session has ended meanwhile. */
    CompletionStage<Optional<Attachment>> begin() {
        CompletableFuture<Optional<Attachment>> result = new CompletableFuture<>();
        managed.session()
                .loop()
                .execute(() -> managed.settled()
                        .whenCompleteAsync(
                                (done, failure) -> resume(result),
                                managed.session().loop()));
        return result;
    }

    private void resume(CompletableFuture<Optional<Attachment>> result) {
        try {
            result.complete(managed.isOver() ? Optional.empty() : Optional.of(managed.resume(this)));
        } catch (StreamException e) {
            result.completeExceptionally(e);
        }
    }
}
