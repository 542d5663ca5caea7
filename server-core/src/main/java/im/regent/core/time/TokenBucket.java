package im.regent.core.time;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Allows so much in a while: holds {@code burst} tokens at most, gets {@code perSecond} of them back, and gives them away.
 *
 * <p><b>The clock.</b> Whoever stays far below the limit should not pay for it. So tokens are handed out in slices of an
 * eighth of the burst, within which {@link #spend} only counts down; the clock is read when a slice is used up. What is
 * spent inside a slice counts from its beginning, so after a pause the burst may come out longer than it is, by a slice at
 * most; the rate is exact.
 *
 * <p>For one thread at a time.
 */
public final class TokenBucket {
    private static final int SLICES = 8;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perNano;
    private final double burst;
    private final long slice;
    private final LongSupplier nanoTime;
    /** At the time of {@link #settled}, when {@link #granted} of them were put aside; {@link #left} of those are left. */
    private double tokens;

    private long settled;
    private long granted;
    private long left;

    /**
     * A full bucket.
     *
     * @param perSecond and burst are positive
     * @param nanoTime a monotonic clock
     */
    public TokenBucket(long perSecond, long burst, LongSupplier nanoTime) {
        this.perNano = perSecond / NANOS_PER_SECOND;
        this.burst = burst;
        this.slice = Math.max(1, burst / SLICES);
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.settled = nanoTime.getAsLong();
    }

    /** Takes this many, into debt if there are not so many; returns whether nothing is owed. */
    public boolean spend(long amount) {
        if (amount <= left) {
            left -= amount;
            return true;
        }
        refill();
        return take(amount);
    }

    /** Takes one if there is one. */
    public boolean trySpend() {
        refill();
        boolean isThere = tokens >= 1;
        take(isThere ? 1 : 0);
        return isThere;
    }

    /** How long until nothing is owed; zero if nothing is. */
    public Duration debt() {
        refill();
        return take(0) ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(-tokens / perNano));
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens - (granted - left) + (now - settled) * perNano);
        settled = now;
    }

    /** To be called after {@link #refill}: puts a new slice aside. */
    private boolean take(long amount) {
        tokens -= amount;
        granted = tokens < 0 ? 0 : Math.min(slice, (long) tokens);
        left = granted;
        return tokens >= 0;
    }
}
