package im.regent.c2s.management;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * Settings of stream management, HOCON path {@code features.stream-management}.
 *
 * @param resumeWithin how long a session waits for its client
 * @param maxStanzas that may wait for a client that is away
 * @param maxBytes that they may weigh, about
 * @param maxTotalBytes that all sessions may keep for their clients, about
 * @param maxDetached sessions of one account that may wait
 * @param acknowledgeWithin how long a client may leave a request unanswered
 * @param survivesRestart whether sessions wait for their clients while the server is restarted
 * @param maxSavedBytes that all sessions may take in storage meanwhile
 */
record ManagementSettings(
        Duration resumeWithin,
        int maxStanzas,
        int maxBytes,
        int maxTotalBytes,
        int maxDetached,
        Duration acknowledgeWithin,
        boolean survivesRestart,
        int maxSavedBytes) {
    static ManagementSettings read(Settings settings) {
        return new ManagementSettings(
                settings.duration("resume-within", Duration.ZERO, Duration.ofDays(1)),
                settings.integer("max-stanzas", 10, 100_000),
                settings.bytes("max-bytes", 10_000, 1 << 30),
                settings.bytes("max-total-bytes", 100_000, 1 << 30),
                settings.integer("max-detached", 1, 1_000),
                settings.duration("acknowledge-within", Duration.ofSeconds(1), Duration.ofHours(1)),
                settings.flag("survive-restart"),
                settings.bytes("max-saved-bytes", 0, 1 << 30));
    }
}
