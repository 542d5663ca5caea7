package im.regent.c2s.clientstate;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * Settings of client state indication, HOCON path {@code features.client-state}.
 *
 * @param maxHeld stanzas that may wait for one client
 * @param maxBytes that they may weigh, about
 * @param holdFor how long the first of them may wait
 */
record ClientStateSettings(int maxHeld, int maxBytes, Duration holdFor) {
    static ClientStateSettings read(Settings settings) {
        return new ClientStateSettings(
                settings.integer("max-held", 1, 10_000),
                settings.bytes("max-bytes", 1_000, 1 << 26),
                settings.duration("hold-for", Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}
