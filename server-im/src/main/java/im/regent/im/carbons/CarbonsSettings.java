package im.regent.im.carbons;

import im.regent.core.config.Settings;

/**
 * Settings of message carbons, HOCON path {@code features.carbons}.
 *
 * @param rememberedMessages of one session, to know the errors that answer them
 */
record CarbonsSettings(int rememberedMessages) {
    static CarbonsSettings read(Settings settings) {
        return new CarbonsSettings(settings.integer("remembered-messages", 0, 10_000));
    }
}
