package im.regent.c2s.management;

import im.regent.core.routing.Attachment;
import im.regent.core.stream.NegotiatedStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * One attempt of a client to go on with a session over a new connection. The session may live on another loop than the
 * connection; what it received last may still be on its way, and has to be counted before the client is told how far we are.
 *
 * @param previd as the client says it
 * @param h how many stanzas the client has handled
 */
record Resumption(ManagedSession managed, String previd, long h, NegotiatedStream stream) {
    /** What the connection is bound to; empty if the session has ended meanwhile. */
    CompletionStage<Optional<Attachment>> begin() {
        Executor loop = managed.session().loop();
        return CompletableFuture.supplyAsync(managed::settled, loop)
                .thenCompose(settled -> settled)
                // What is stored of it says less from now on than the client knows: it must be gone before.
                .thenComposeAsync(settled -> managed.forget(), loop)
                .thenApplyAsync(forgotten -> managed.isOver() ? Optional.empty() : managed.resume(this), loop);
    }
}
