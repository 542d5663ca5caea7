package im.regent.im.archive;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * How long messages are kept.
 *
 * @param maxMessages of one account
 * @param maxAge of a message
 */
record Retention(int maxMessages, Duration maxAge) {
    private static final String MAX_MESSAGES = "max-messages";
    private static final String MAX_AGE = "max-age";

    private static final int MIN_BETWEEN_TRIMS = 256;
    private static final int SHARE_BETWEEN_TRIMS = 16;

    /**
     * How many messages of all accounts together come between two looks whether an archive has become too large, each at the
     * archive whose message it is. To look takes a walk through the archive; so, however large that may be, a message costs a
     * few steps, and an archive grows by a sixteenth of its size beyond the limit, more or less.
     */
    int messagesBetweenTrims() {
        return Math.max(MIN_BETWEEN_TRIMS, maxMessages / SHARE_BETWEEN_TRIMS);
    }

    static Retention read(Settings settings) {
        return new Retention(maxMessages(settings), maxAge(settings));
    }

    /** That of a host, with what the section says otherwise. */
    Retention with(Settings settings) {
        return new Retention(
                settings.has(MAX_MESSAGES) ? maxMessages(settings) : maxMessages,
                settings.has(MAX_AGE) ? maxAge(settings) : maxAge);
    }

    private static int maxMessages(Settings settings) {
        return settings.integer(MAX_MESSAGES, 1, 100_000_000);
    }

    private static Duration maxAge(Settings settings) {
        return settings.duration(MAX_AGE, Duration.ofDays(1), Duration.ofDays(36_500));
    }
}
