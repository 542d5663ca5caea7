package im.regent.im.blocking;

import im.regent.core.config.Settings;

/**
 * Settings of XEP-0191, HOCON path {@code features.blocking}.
 *
 * @param maxItems on one account's list
 */
record BlockingSettings(int maxItems) {
    static BlockingSettings read(Settings settings) {
        return new BlockingSettings(settings.integer("max-items", 1, 100_000));
    }
}
