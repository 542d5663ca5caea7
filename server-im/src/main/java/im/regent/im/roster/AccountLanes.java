package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.time.Stages;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Steps of one account, one after the other: what a step stores and what it sends because of that cannot be overtaken by the
 * next one, whichever loops they run on. That is how pushes stay in the order of versions, and how no broadcast slips between
 * a contact's approval and the presence that the contact gets for it.
 *
 * <p>Every step starts as a task of its own on its loop, even if the lane is idle: what an earlier step sent to a session of
 * this loop from another one is in the loop's queue before it. A step waits for storage only; whatever waits for another
 * account's step must be left to what comes after the step, or two accounts could wait for each other. Safe for every
 * thread. Bounded by the streams: each waits for its own step.
 */
final class AccountLanes {
    private final ConcurrentHashMap<Jid, CompletableFuture<Void>> lasts = new ConcurrentHashMap<>();

    <T> CompletionStage<T> run(Jid account, Executor loop, Supplier<? extends CompletionStage<T>> step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<Void> last = lasts.put(account, done);
        CompletionStage<Void> turn = last == null ? Stages.done() : last;
        CompletionStage<T> result = turn.thenComposeAsync(ready -> step.get(), loop);
        result.whenComplete((value, failure) -> {
            lasts.remove(account, done);
            done.complete(null);
        });
        return result;
    }

    /** Complete when no account has a step any more. */
    CompletionStage<Void> idle() {
        List<CompletableFuture<Void>> open = List.copyOf(lasts.values());
        return open.isEmpty() ? Stages.done() : Stages.all(open).thenCompose(done -> idle());
    }
}
