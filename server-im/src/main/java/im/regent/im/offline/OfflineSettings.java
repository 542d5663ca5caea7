package im.regent.im.offline;

import im.regent.core.config.Settings;

/**
 * Settings of offline messages, HOCON path {@code features.offline}.
 *
 * @param maxMessages kept for one account
 * @param maxSize how large they may be together, as XML
 */
record OfflineSettings(int maxMessages, int maxSize) {
    static OfflineSettings read(Settings settings) {
        return new OfflineSettings(
                settings.integer("max-messages", 1, 1_000_000), settings.bytes("max-size", 10_000, 1 << 30));
    }
}
