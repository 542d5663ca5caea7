package im.regent.core.routing;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.StanzaChain;
import im.regent.core.hook.Verdict;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a stanza through the hooks of a flow and acts on what they decide.
 *
 * <p>Hooks decide, the pipeline acts: it replaces, answers, rejects, drops. A verdict that comes {@code Later} parks the
 * run; it goes on on the origin's loop. A verdict that is there already costs no hop. When a hook has handled the stanza,
 * only the observers still see it; otherwise the stanza goes to the end of the run, after the observers.
 */
public final class Pipeline {
    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

    private final StanzaChain.Table chains;

    /** A pipeline over these chains. */
    public Pipeline(StanzaChain.Table chains) {
        this.chains = chains;
    }

    /** Runs the stanza through a flow; {@code end} takes it if no hook did. */
    public CompletionStage<Void> run(
            Flow flow, Stanza stanza, Origin origin, Function<Stanza, CompletionStage<Void>> end) {
        StanzaChain.Entry[] entries = chains.of(flow, stanza.kind()).entries();
        return entries.length == 0 ? end.apply(stanza) : new Run(entries, stanza, origin, end).advance();
    }

    /**
     * Acts on what an IQ handler decided; a handler that passes has not answered, which is a bug.
     *
     * @return when the answer is given
     */
    public static CompletionStage<Void> act(Verdict verdict, Stanza stanza, Origin origin) {
        if (verdict instanceof Verdict.Later later) {
            return settle(later.stage(), origin, outcome -> act(outcome, stanza, origin));
        }
        switch (verdict.kind()) {
            case REPLY -> origin.reply(((Verdict.Reply) verdict).answer());
            case REJECT -> Answers.reject(stanza, origin, ((Verdict.Reject) verdict).error());
            case DROP -> log.debug("dropped: {}", ((Verdict.Drop) verdict).reason());
            case HANDLED -> log.trace("handled");
            case PASS, REPLACE, LATER -> {
                log.error("a handler answered {} with {}", stanza.kind(), verdict.kind());
                Answers.reject(stanza, origin, StanzaError.of(Condition.INTERNAL_SERVER_ERROR));
            }
        }
        return Stages.done();
    }

    /** What a handler or hook that failed amounts to. The border between features and core: no failure may pass it. */
    static Verdict failed(Throwable failure) {
        log.error("a handler failed", Stages.cause(failure));
        return Verdict.reject(StanzaError.of(Condition.INTERNAL_SERVER_ERROR));
    }

    /** Goes on with the verdict: at once if it is there, otherwise on the origin's loop. */
    static CompletionStage<Void> settle(
            CompletionStage<? extends Verdict> stage, Origin origin, Function<Verdict, CompletionStage<Void>> next) {
        CompletableFuture<? extends Verdict> future = stage.toCompletableFuture();
        if (future.isDone()) {
            return next.apply(now(future));
        }
        return future.<Verdict>handle((verdict, failure) -> failure == null ? present(verdict) : failed(failure))
                .thenComposeAsync(next, origin.loop());
    }

    /** A stage that completes without a verdict has failed: a guard that says nothing must not let pass. */
    private static Verdict present(@Nullable Verdict verdict) {
        return verdict == null ? failed(new NullPointerException("a stage completed without a verdict")) : verdict;
    }

    private static Verdict now(CompletableFuture<? extends Verdict> future) {
        try {
            return present(future.join());
        } catch (CompletionException | java.util.concurrent.CancellationException e) {
            return failed(e);
        }
    }

    /** One stanza's way through one chain. Confined to the origin's loop. */
    private static final class Run {
        private final StanzaChain.Entry[] entries;
        private final Origin origin;
        private final Function<Stanza, CompletionStage<Void>> end;
        private Stanza stanza;
        private int next;
        private boolean isHandled;
        private boolean isOver;

        Run(StanzaChain.Entry[] entries, Stanza stanza, Origin origin, Function<Stanza, CompletionStage<Void>> end) {
            this.entries = entries;
            this.stanza = stanza;
            this.origin = origin;
            this.end = end;
        }

        CompletionStage<Void> advance() {
            while (next < entries.length && !isOver) {
                StanzaChain.Entry entry = entries[next++];
                if (isHandled && entry.phase() != Phase.OBSERVE) {
                    continue;
                }
                Verdict verdict = ask(entry);
                while (verdict instanceof Verdict.Later later) {
                    CompletableFuture<? extends Verdict> future = later.stage().toCompletableFuture();
                    if (!future.isDone()) {
                        return settle(future, origin, outcome -> resume(entry, outcome));
                    }
                    verdict = now(future);
                }
                take(entry, verdict);
            }
            return isOver || isHandled ? Stages.done() : end.apply(stanza);
        }

        /** What came later may itself have to wait: the stream stays parked until there is a verdict. */
        private CompletionStage<Void> resume(StanzaChain.Entry entry, Verdict verdict) {
            if (verdict instanceof Verdict.Later later) {
                return settle(later.stage(), origin, outcome -> resume(entry, outcome));
            }
            take(entry, verdict);
            return advance();
        }

        private Verdict ask(StanzaChain.Entry entry) {
            try {
                return Objects.requireNonNull(entry.hook().on(stanza, origin), "a verdict");
            } catch (RuntimeException e) {
                log.error("a hook of {} failed", entry.featureId(), e);
                return entry.phase().failsClosed()
                        ? Verdict.reject(StanzaError.of(Condition.INTERNAL_SERVER_ERROR))
                        : Verdict.pass();
            }
        }

        private void take(StanzaChain.Entry entry, Verdict verdict) {
            if (verdict == Verdict.pass() || entry.phase() == Phase.OBSERVE) {
                return;
            }
            if (entry.phase() == Phase.TRANSFORM && !(verdict instanceof Verdict.Replace)) {
                log.error("{} tried {} in TRANSFORM", entry.featureId(), verdict.kind());
                return;
            }
            switch (verdict.kind()) {
                case REPLACE -> stanza = ((Verdict.Replace) verdict).stanza();
                case HANDLED -> isHandled = true;
                default -> {
                    isOver = true;
                    act(verdict, stanza, origin);
                }
            }
        }
    }
}
