package im.regent.im.archive;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * Settings of message archives, HOCON path {@code features.archive}.
 *
 * @param policy for accounts that have set no preferences
 * @param maxMessages kept for one account
 * @param maxAge how long a message is kept
 * @param pageSize results of a query that does not say how many it wants
 * @param maxPageSize results of one query
 * @param maxPreferences addresses on each list of one account's preferences
 */
record ArchiveSettings(
        Prefs.Policy policy, int maxMessages, Duration maxAge, int pageSize, int maxPageSize, int maxPreferences) {
    static ArchiveSettings read(Settings settings) {
        return new ArchiveSettings(
                settings.oneOf("default", Prefs.Policy.class),
                settings.integer("max-messages", 1, 100_000_000),
                settings.duration("max-age", Duration.ofDays(1), Duration.ofDays(36_500)),
                settings.integer("page-size", 1, 1000),
                settings.integer("max-page-size", 1, 1000),
                settings.integer("max-preferences", 0, 100_000));
    }
}
