package im.regent.privilege;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * How much an entity may use its privileges.
 *
 * @param stanzasPerSecond what is more is not refused but waits; so much may come at once
 * @param pendingIq requests that wait for an answer
 * @param iqTimeout how long they wait; component libraries wait for 120 seconds
 * @param rosterItems of an account to which it may add more
 */
record Limits(int stanzasPerSecond, int pendingIq, Duration iqTimeout, int rosterItems) {
    static final Limits USUAL = new Limits(500, 1_000, Duration.ofSeconds(60), 5_000);

    /** What is not written is as usual. */
    static Limits read(Settings limits) {
        return new Limits(
                limits.has("stanzas-per-second")
                        ? limits.integer("stanzas-per-second", 1, 1_000_000)
                        : USUAL.stanzasPerSecond(),
                limits.has("pending-iq") ? limits.integer("pending-iq", 1, 1_000) : USUAL.pendingIq(),
                limits.has("iq-timeout")
                        ? limits.duration("iq-timeout", Duration.ofSeconds(1), Duration.ofSeconds(110))
                        : USUAL.iqTimeout(),
                limits.has("roster-items") ? limits.integer("roster-items", 0, 1_000_000) : USUAL.rosterItems());
    }
}
