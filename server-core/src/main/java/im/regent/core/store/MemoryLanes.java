package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One queue of changes for each account. At most one task of an account is with the executor, so an executor may shuffle what
 * it has and still cannot change the order within an account. Safe for every thread.
 */
final class MemoryLanes {
    private final Executor executor;
    private final Map<Jid, Queue<Runnable>> lanes = new ConcurrentHashMap<>();

    MemoryLanes(Executor executor) {
        this.executor = executor;
    }

    /** Runs a change behind all earlier changes of this account. */
    <R> CompletionStage<R> change(Jid account, Supplier<R> work) {
        CompletableFuture<R> stage = new CompletableFuture<>();
        AtomicBoolean wasIdle = new AtomicBoolean();
        lanes.compute(Stores.checkedOwner(account), (jid, waiting) -> {
            wasIdle.set(waiting == null);
            Queue<Runnable> queue = waiting == null ? new ConcurrentLinkedQueue<>() : waiting;
            queue.add(() -> complete(stage, work));
            return queue;
        });
        if (wasIdle.get()) {
            executor.execute(() -> step(account));
        }
        return stage;
    }

    /** Runs a read without waiting for changes. */
    <R> CompletionStage<R> read(Jid account, Supplier<R> work) {
        Stores.checkedOwner(account);
        return read(work);
    }

    <R> CompletionStage<R> read(Supplier<R> work) {
        CompletableFuture<R> stage = new CompletableFuture<>();
        executor.execute(() -> complete(stage, work));
        return stage;
    }

    private void step(Jid account) {
        Queue<Runnable> lane = lanes.get(account);
        Runnable task = lane == null ? null : lane.peek();
        if (task == null) {
            throw new IllegalStateException("a lane has a task until it was run");
        }
        task.run();
        if (lanes.compute(account, (jid, waiting) -> withoutFirst(waiting)) != null) {
            executor.execute(() -> step(account));
        }
    }

    private static @Nullable Queue<Runnable> withoutFirst(@Nullable Queue<Runnable> waiting) {
        if (waiting == null) {
            return null;
        }
        waiting.remove();
        return waiting.isEmpty() ? null : waiting;
    }

    private static <R> void complete(CompletableFuture<R> stage, Supplier<R> work) {
        R result;
        try {
            result = work.get();
        } catch (Throwable e) { // whatever a change function throws belongs to its caller
            stage.completeExceptionally(e);
            return;
        }
        stage.complete(result);
    }
}
