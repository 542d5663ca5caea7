package im.regent.c2s;

import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A clock that stands still until the test lets time pass. */
final class TestTime implements Scheduler, InstantSource {
    private record Timer(long due, Executor on, Runnable task) {}

    private final List<Timer> timers = new ArrayList<>();
    private final Instant start = Instant.parse("2026-11-25T12:00:00Z");
    private long nanos;

    @Override
    public Instant instant() {
        return start.plusNanos(nanos);
    }

    @Override
    public Cancellable after(Duration delay, Executor on, Runnable task) {
        Timer timer = new Timer(nanos + delay.toNanos(), on, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    /** How much there is to do later. */
    int pending() {
        return timers.size();
    }

    /** What falls due meanwhile is handed to its executor, in its order; then each time what the test has to do. */
    void passes(Duration span, Runnable between) {
        long end = nanos + span.toNanos();
        for (Optional<Timer> next = next(end); next.isPresent(); next = next(end)) {
            timers.remove(next.get());
            nanos = Math.max(nanos, next.get().due());
            next.get().on().execute(next.get().task());
            between.run();
        }
        nanos = end;
    }

    private Optional<Timer> next(long end) {
        return timers.stream().filter(timer -> timer.due() <= end).min(Comparator.comparingLong(Timer::due));
    }
}
