package im.regent.c2s.management;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Attachment;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a client to go on with a session over a new connection. The session may live on another loop than the
 * connection; what it received last may still be on its way, and has to be counted before the client is told how far we are.
 *
 * @param previd as the client says it
 * @param h how many stanzas the client has handled
 * @param answer makes of the session's address and {@code <resumed/>} what the client is told; on the session's loop
 */
record Resumption(
        ManagedSession managed,
        String previd,
        long h,
        NegotiatedStream stream,
        BiFunction<Jid, Element, Element> answer) {
    private static final Logger log = LoggerFactory.getLogger(Resumption.class);

    /** What the connection is bound to; empty if the session has ended meanwhile. */
    CompletionStage<Optional<Attachment>> begin() {
        Executor loop = managed.session().loop();
        return CompletableFuture.supplyAsync(managed::settled, loop)
                .thenCompose(settled -> settled)
                // What is stored of it says less from now on than the client knows: it must be gone before.
                .thenComposeAsync(settled -> managed.forget().exceptionallyCompose(Resumption::notNow), loop)
                .thenComposeAsync(forgotten -> resume(), loop);
    }

    private CompletionStage<Optional<Attachment>> resume() {
        try {
            return CompletableFuture.completedStage(managed.isOver() ? Optional.empty() : managed.resume(this));
        } catch (StreamException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** The session waits on. */
    private static CompletionStage<Void> notNow(Throwable failure) {
        log.warn("a stored session could not be deleted, and is not resumed", Stages.cause(failure));
        return CompletableFuture.failedStage(
                new StreamException(StreamCondition.INTERNAL_SERVER_ERROR, "not possible now, try again later"));
    }
}
