package im.regent.core.stream;

/**
 * How much a peer may send in a while: so much per second on average, and a burst at once. Where either number is 0, there is
 * no limit.
 */
public record StreamRate(int bytesPerSecond, int burstBytes, int stanzasPerSecond, int burstStanzas) {
    /** No limit. */
    public static StreamRate unlimited() {
        return new StreamRate(0, 0, 0, 0);
    }
}
