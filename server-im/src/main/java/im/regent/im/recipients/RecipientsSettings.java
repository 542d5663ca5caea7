package im.regent.im.recipients;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * Settings of the limit on recipients, HOCON path {@code features.recipients}.
 *
 * @param max how many strangers an account may write to
 * @param within in this time
 */
record RecipientsSettings(int max, Duration within) {
    static RecipientsSettings read(Settings settings) {
        return new RecipientsSettings(
                settings.integer("max", 1, 100_000),
                settings.duration("within", Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}
