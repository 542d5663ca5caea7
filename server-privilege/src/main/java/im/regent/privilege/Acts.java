package im.regent.privilege;

import im.regent.core.hook.Verdict;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Scheduler;
import im.regent.privilege.Usage.Act;
import im.regent.privilege.Usage.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every act of an entity goes through: it waits its turn if there are too many, belongs to one {@link Epoch} of the
 * grants from decision to end, and is noted. Runs on the component's loop.
 */
final class Acts {
    private static final Logger security = LoggerFactory.getLogger("security");

    /** Decides by the grants of one moment. */
    @FunctionalInterface
    interface Decision {
        Verdict by(Judge judge) throws RefusedException;
    }

    private final PrivilegedEntities entities;
    private final Usage usage;
    private final Scheduler scheduler;

    Acts(PrivilegedEntities entities, Usage usage, Scheduler scheduler) {
        this.entities = entities;
        this.usage = usage;
        this.scheduler = scheduler;
    }

    Verdict decide(Stanza stanza, Act act, Origin origin, Decision decision) {
        Duration wait = grant(entities.grants(), act)
                .map(grant -> entities.get(act.entity()).pace(grant.limits().stanzasPerSecond(), scheduler::nanoTime))
                .orElse(Duration.ZERO);
        if (wait.isZero()) {
            return decideNow(stanza, act, decision);
        }
        // Nothing is refused for being too fast: its lane waits, and the stream when many wait.
        CompletableFuture<Void> turn = new CompletableFuture<>();
        scheduler.after(wait, origin.loop(), () -> turn.complete(null));
        return Verdict.later(turn.thenCompose(now -> flat(decideNow(stanza, act, decision))));
    }

    private static CompletionStage<? extends Verdict> flat(Verdict verdict) {
        return verdict instanceof Verdict.Later later ? later.stage() : CompletableFuture.completedStage(verdict);
    }

    private Verdict decideNow(Stanza stanza, Act act, Decision decision) {
        Epoch epoch = entities.enter();
        List<Ruling> tolerated = new ArrayList<>(0);
        Verdict verdict;
        try {
            verdict = decision.by(new Judge(epoch.grants(), act.entity(), tolerated::add));
        } catch (RefusedException e) {
            verdict = refuse(stanza, e);
        } catch (RuntimeException e) {
            epoch.leave();
            throw e;
        }
        if (verdict instanceof Verdict.Later later) {
            return Verdict.later(later.stage().whenComplete((outcome, failure) -> end(act, outcome, epoch, tolerated)));
        }
        end(act, verdict, epoch, tolerated);
        return verdict;
    }

    /** @param outcome absent if it failed, which is told elsewhere */
    private void end(Act act, @Nullable Verdict outcome, Epoch epoch, List<Ruling> tolerated) {
        Optional<Grant> grant = grant(epoch.grants(), act);
        if (outcome instanceof Verdict.Reject refused) {
            usage.note(act, grant, Outcome.REFUSED, refused.error().text());
        } else if (outcome != null && !tolerated.isEmpty()) {
            usage.note(act, grant, Outcome.TOLERATED, tolerated.get(0).text());
        } else {
            usage.note(act, grant, outcome == null ? Outcome.FAILED : Outcome.ALLOWED, "");
        }
        epoch.leave();
    }

    private static Optional<Grant> grant(Grants grants, Act act) {
        return grants.find(act.host(), act.entity());
    }

    static Verdict refuse(Stanza stanza, RefusedException refused) {
        security.info(
                "privilege refused: entity={} to={} {}",
                stanza.sender(),
                stanza.receiver(),
                Usage.printable(String.valueOf(refused.getMessage())));
        return Verdict.reject(refused.error());
    }
}
