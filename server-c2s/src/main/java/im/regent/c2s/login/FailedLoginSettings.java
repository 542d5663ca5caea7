package im.regent.c2s.login;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * Settings of {@link FailedLogins}, HOCON path {@code c2s.failed-logins}.
 *
 * @param max failures of one address that lead to a block
 * @param within the time in which they are counted together
 * @param undelayed failures of one account that are answered at once
 * @param delay of the answer to the next failure; doubled for each further one
 */
public record FailedLoginSettings(
        int max, Duration within, Duration blockFor, int undelayed, Duration delay, Duration maxDelay) {
    private static final Duration LONGEST = Duration.ofDays(1);
    /** Beyond it, the deadline of the login would end more streams than the answers do. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /** Reads the section. */
    public static FailedLoginSettings read(Settings section) {
        return new FailedLoginSettings(
                section.integer("max", 1, 1_000_000),
                section.duration("within", Duration.ofSeconds(1), LONGEST),
                section.duration("block-for", Duration.ofSeconds(1), LONGEST),
                section.integer("undelayed", 1, 100),
                section.duration("delay", Duration.ZERO, LONGEST_DELAY),
                section.duration("max-delay", Duration.ZERO, LONGEST_DELAY));
    }
}
