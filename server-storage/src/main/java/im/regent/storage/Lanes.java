package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.StoreException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs changes: those of one account one after the other in the order of the calls, those of different accounts side by side
 * as far as there are threads. A lane exists while it has work. Safe for every thread.
 */
final class Lanes implements AutoCloseable {
    /** Beyond this, callers do not wait for their answers as they should. */
    private static final int MAX_WAITING = 500_000;

    private static final int TASKS_PER_TURN = 64;
    private static final int PATIENCE_SECONDS = 30;

    private final ExecutorService threads;
    private final Map<Jid, Queue<Runnable>> lanes = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int waiting;
    private boolean isClosed;

    Lanes(int count) {
        threads = Executors.newFixedThreadPool(count, Threads.named("lane"));
    }

    /** Runs the task behind all earlier ones of the account; the stage fails if it cannot be taken. */
    void run(Jid account, Runnable task, CompletableFuture<?> stage) {
        if (!admit()) {
            stage.completeExceptionally(new StoreException("storage is closed, or too many changes wait for it"));
            return;
        }
        AtomicBoolean wasIdle = new AtomicBoolean();
        lanes.compute(account, (jid, known) -> {
            wasIdle.set(known == null);
            Queue<Runnable> lane = known == null ? new ConcurrentLinkedQueue<>() : known;
            lane.add(task);
            return lane;
        });
        if (wasIdle.get()) {
            threads.execute(() -> turn(account));
        }
    }

    private boolean admit() {
        lock.lock();
        try {
            if (isClosed || waiting == MAX_WAITING) {
                return false;
            }
            waiting++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void turn(Jid account) {
        for (int i = 0; i < TASKS_PER_TURN; i++) {
            Queue<Runnable> lane = lanes.get(account);
            Runnable task = lane == null ? null : lane.peek();
            if (task == null) {
                throw new IllegalStateException("a lane has a task until it was run");
            }
            task.run();
            boolean isLast = lanes.compute(account, (jid, known) -> withoutFirst(known)) == null;
            done();
            if (isLast) {
                return;
            }
        }
        threads.execute(() -> turn(account));
    }

    private static @Nullable Queue<Runnable> withoutFirst(@Nullable Queue<Runnable> lane) {
        if (lane == null) {
            return null;
        }
        lane.remove();
        return lane.isEmpty() ? null : lane;
    }

    private void done() {
        lock.lock();
        try {
            waiting--;
            if (waiting == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more and waits until everything taken has run. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            long nanos = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (waiting > 0 && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        Threads.finish(threads);
    }
}
