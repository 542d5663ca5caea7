package im.regent.im.presence;

import im.regent.core.config.Settings;

/** Settings of presence, HOCON path {@code features.presence}. */
record PresenceSettings(int maxDirected) {
    static PresenceSettings read(Settings settings) {
        return new PresenceSettings(settings.integer("max-directed", 1, 100_000));
    }
}
