package im.regent.c2s.sasl;

import im.regent.core.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the promises of {@link SaslExchange} for every mechanism: order, one end, and a failure for every exception. */
final class GuardedExchange implements SaslExchange {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedExchange.class);
    private static final byte[] NOTHING = {};
    private static final String OUT_OF_ORDER = "no response was expected";

    private enum State {
        NEW,
        WAITING,
        BUSY,
        OVER
    }

    private final Dialogue dialogue;
    private final boolean failsAtOnce;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    /**
     * Guards a dialogue.
     *
     * @param failsAtOnce whether the exchange fails even without an initial response
     */
    GuardedExchange(Dialogue dialogue, boolean failsAtOnce) {
        this.dialogue = dialogue;
        this.failsAtOnce = failsAtOnce;
    }

    @Override
    public CompletionStage<Outcome> start() {
        if (failsAtOnce) {
            return start(NOTHING);
        }
        // RFC 4422 §5, item 2a: in a client-first mechanism the server's first challenge is empty.
        return state.compareAndSet(State.NEW, State.WAITING)
                ? CompletableFuture.completedFuture(new Outcome.Challenge(NOTHING))
                : outOfOrder();
    }

    @Override
    public CompletionStage<Outcome> start(byte[] initialResponse) {
        return state.compareAndSet(State.NEW, State.BUSY) ? respond(initialResponse) : outOfOrder();
    }

    @Override
    public CompletionStage<Outcome> step(byte[] response) {
        return state.compareAndSet(State.WAITING, State.BUSY) ? respond(response) : outOfOrder();
    }

    private CompletionStage<Outcome> respond(byte[] message) {
        try {
            return dialogue.respond(message)
                    .handle((outcome, error) -> settle(error == null ? outcome : brokenBy(error)));
        } catch (SaslRefusal refusal) {
            return CompletableFuture.completedFuture(
                    settle(new Outcome.Failure(refusal.condition(), refusal.text(), dialogue.triedAccount())));
        } catch (RuntimeException e) { // the border to storage and to other people's code: the client gets an answer
            return CompletableFuture.completedFuture(settle(brokenBy(e)));
        }
    }

    private Outcome settle(Outcome outcome) {
        State next = outcome instanceof Outcome.Challenge ? State.WAITING : State.OVER;
        // It is over already when another message came in between: then not even a right password counts.
        return state.compareAndSet(State.BUSY, next) ? outcome : failure(SaslCondition.MALFORMED_REQUEST, OUT_OF_ORDER);
    }

    private CompletionStage<Outcome> outOfOrder() {
        state.set(State.OVER);
        return CompletableFuture.completedFuture(failure(SaslCondition.MALFORMED_REQUEST, OUT_OF_ORDER));
    }

    private Outcome brokenBy(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof RejectedExecutionException) {
            return failure(SaslCondition.TEMPORARY_AUTH_FAILURE, "too many logins at this moment, try again later");
        }
        if (cause instanceof StoreException) {
            LOG.debug("accounts cannot be read: {}", cause.getMessage());
        } else {
            LOG.error("a login could not be handled", cause);
        }
        return failure(SaslCondition.TEMPORARY_AUTH_FAILURE, "accounts cannot be read at this moment, try again later");
    }

    private Outcome failure(SaslCondition condition, String text) {
        return new Outcome.Failure(condition, text, dialogue.triedAccount());
    }
}
