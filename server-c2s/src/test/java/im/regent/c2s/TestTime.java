package im.regent.c2s;

import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;

/** Time that stands still until the test lets it pass; then everybody who listens is given a turn at each moment. */
final class TestTime implements Scheduler, InstantSource {
    private record Task(long due, long number, Executor on, Runnable task) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::number));
    private final List<Runnable> listeners = new ArrayList<>();
    private final Instant start = Instant.parse("2026-11-25T12:00:00Z");
    private long now;
    private long scheduled;

    /** Does what is left to do whenever time has passed. */
    void onTurn(Runnable listener) {
        listeners.add(listener);
    }

    /** Nothing that is still to fall due ever will. */
    void forget() {
        tasks.clear();
    }

    /** How many timers were ever set. */
    long scheduled() {
        return scheduled;
    }

    /** How many timers are set. */
    int pending() {
        return tasks.size();
    }

    void advance(Duration span) {
        passes(span, () -> {});
    }

    /** As {@link #advance}; after each thing that falls due, the test has something to do. */
    void passes(Duration span, Runnable between) {
        long end = now + span.toNanos();
        while (!tasks.isEmpty() && tasks.peek().due() <= end) {
            Task next = tasks.remove();
            now = Math.max(now, next.due());
            next.on().execute(next.task());
            between.run();
            turn();
        }
        now = end;
        turn();
    }

    /** Time passes, and what fell due meanwhile comes too late. */
    void oversleep(Duration span) {
        now += span.toNanos();
        advance(Duration.ZERO);
    }

    private void turn() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(now);
    }

    @Override
    public Cancellable after(Duration delay, Executor on, Runnable task) {
        Task entry = new Task(now + delay.toNanos(), scheduled++, on, task);
        tasks.add(entry);
        return () -> tasks.remove(entry);
    }

    @Override
    public long nanoTime() {
        return now;
    }
}
