package im.regent.bench.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * What one load thread has seen. Written by that thread alone; others may read it after the thread has ended.
 *
 * <p>Deliveries count, and their latency is taken, from the end of the warm-up to the end of the run; losses and
 * disorder count over the whole time.
 */
final class Tally {
    private static final long LONGEST_NANOS = 600_000_000_000L;
    private static final int DIGITS = 3;
    private static final int MAX_REASONS = 5;

    private final Span span;
    private final Histogram latency = new Histogram(1_000, LONGEST_NANOS, DIGITS);
    private final List<String> reasons = new ArrayList<>();
    private long bounced;
    private long broken;

    /** When to measure, as {@link System#nanoTime()}. */
    record Span(long begin, long end) {
        boolean contains(long now) {
            return now - begin >= 0 && !isOver(now);
        }

        boolean isOver(long now) {
            return now - end >= 0;
        }

        double seconds() {
            return (end - begin) / 1e9;
        }
    }

    Tally(Span span) {
        this.span = span;
    }

    Span span() {
        return span;
    }

    void deliver(long ageNanos, long now) {
        if (span.contains(now)) {
            latency.recordValue(Math.min(ageNanos, LONGEST_NANOS));
        }
    }

    /** Something came to a sender: the server sent a message back. */
    void bounce(Supplier<String> what) {
        bounced++;
        if (reasons.size() < MAX_REASONS) {
            remember("sent back: " + what.get());
        }
    }

    /** A connection ended before it should. */
    void broken(String why) {
        broken++;
        remember("disconnected: " + why);
    }

    private void remember(String reason) {
        if (reasons.size() < MAX_REASONS) {
            reasons.add(reason);
        }
    }

    Histogram latency() {
        return latency;
    }

    long bounced() {
        return bounced;
    }

    long disconnected() {
        return broken;
    }

    /** The first few of what went wrong. */
    List<String> reasons() {
        return reasons;
    }
}
