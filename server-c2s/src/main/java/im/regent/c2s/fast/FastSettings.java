package im.regent.c2s.fast;

import im.regent.core.config.Secret;
import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * Settings of tokens, HOCON path {@code features.fast}.
 *
 * @param lifetime of a token
 * @param rotateAfter how old a token is when its client gets a new one
 * @param maxDevices of one account that have tokens
 * @param key part of every token; empty if there is none
 */
record FastSettings(Duration lifetime, Duration rotateAfter, int maxDevices, Secret key) {
    static FastSettings read(Settings settings) {
        Duration lifetime = settings.duration("lifetime", Duration.ofMinutes(1), Duration.ofDays(366));
        Duration rotateAfter = settings.duration("rotate-after", Duration.ZERO, Duration.ofDays(366));
        if (rotateAfter.compareTo(lifetime) >= 0) {
            settings.problem(
                    "rotate-after", "tokens would end before they are due for rotation: make it shorter than lifetime");
        }
        return new FastSettings(
                lifetime,
                rotateAfter,
                settings.integer("max-devices", 1, 1_000),
                settings.secret("key").orElse(new Secret("")));
    }
}
