package im.regent.c2s.management;

import im.regent.core.routing.Attachment;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamTransport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One attempt of a client to go on with a session over a new connection. The session may live on another loop than the
 * connection; what it received last may still be on its way, and has to be counted before the client is told how far we are.
 */
record Resumption(ManagedSession managed, long h, StreamTransport transport, String streamId) {
    static Resumption of(ManagedSession managed, long h, NegotiatedStream stream) {
        return new Resumption(managed, h, stream.transport(), stream.streamId());
    }

    /** What the connection is bound to; empty if the session has ended meanwhile. */
    CompletionStage<Optional<Attachment>> begin() {
        CompletableFuture<Optional<Attachment>> result = new CompletableFuture<>();
        managed.session()
                .loop()
                .execute(() -> managed.settled()
                        .whenCompleteAsync(
                                (done, failure) -> result.complete(
                                        managed.isOver() ? Optional.empty() : managed.resume(h, transport, streamId)),
                                managed.session().loop()));
        return result;
    }
}
