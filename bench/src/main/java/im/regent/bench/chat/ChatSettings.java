package im.regent.bench.chat;

import java.time.Duration;

/**
 * What load to make.
 *
 * @param pairs how many senders, each with its receiver
 * @param window messages in flight from each sender
 * @param bodyBytes the length of each body
 * @param threads load threads
 */
public record ChatSettings(int pairs, int window, int bodyBytes, int threads, Times times) {
    /** How long each part takes; {@code drain} is how long to wait for stragglers, at most. */
    public record Times(Duration warmUp, Duration measured, Duration drain) {}

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public ChatSettings {
        require(pairs >= 1 && pairs <= Stamp.MAX_PAIRS, "pairs: 1 to " + Stamp.MAX_PAIRS);
        require(window >= 1 && window <= 10_000, "window: 1 to 10000");
        require(bodyBytes >= Stamp.BYTES && bodyBytes <= 65_536, "body: " + Stamp.BYTES + " to 65536 bytes");
        require(threads >= 1 && threads <= pairs, "threads: 1 to the number of pairs");
        require(times.measured().compareTo(Duration.ZERO) > 0, "seconds: at least 1");
        require(!times.warmUp().isNegative() && !times.drain().isNegative(), "warmup and drain: at least 0");
    }

    private static void require(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
