package im.regent.testkit;

import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/** A clock and a scheduler that stand still until a test advances them. Confined to the test's thread. */
public final class VirtualClock implements InstantSource, Scheduler {
    private record Task(Instant due, long number, Executor on, Runnable task) {}

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::number));
    private final TestLoop loop;
    private Instant now = START;
    private long scheduled;

    VirtualClock(TestLoop loop) {
        this.loop = loop;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Cancellable after(Duration delay, Executor on, Runnable task) {
        Task entry = new Task(now.plus(delay), scheduled++, on, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    @Override
    public long nanoTime() {
        return Duration.between(START, now).toNanos();
    }

    /** Whatever is still to fall due never will. */
    void forgetTasks() {
        tasks.clear();
    }

    /** Lets this much time pass: what falls due runs in its order, each with all that follows from it. */
    public void advance(Duration span) {
        Instant end = now.plus(span);
        loop.settle();
        while (!tasks.isEmpty() && !tasks.peek().due().isAfter(end)) {
            Task next = tasks.remove();
            moveTo(next.due());
            next.on().execute(next.task());
            loop.settle();
        }
        moveTo(end);
        loop.settle();
    }

    private void moveTo(Instant instant) {
        loop.advanceStreams(Duration.between(now, instant));
        now = instant;
    }
}
