package im.regent.im.offline;

import im.regent.core.config.Settings;

/**
 * Settings of offline messages, HOCON path {@code features.offline}.
 *
 * @param maxMessages kept for one account
 */
record OfflineSettings(int maxMessages) {
    static OfflineSettings read(Settings settings) {
        return new OfflineSettings(settings.integer("max-messages", 1, 1_000_000));
    }
}
