package im.regent.im.push;

import im.regent.core.config.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of XEP-0357, HOCON path {@code features.push}.
 *
 * @param services domains of the only app servers that are allowed; all if empty
 * @param content what a notification says
 * @param doesWakeIdle whether a session whose client says that nobody looks at it counts as away
 * @param doesWakeBesideActive whether a device is woken though another session of the account is in use
 * @param delivery how notifications are sent
 */
record PushSettings(
        int maxNodes,
        int maxOptionsBytes,
        Set<String> services,
        Content content,
        boolean doesWakeIdle,
        boolean doesWakeBesideActive,
        Delivery delivery) {
    /**
     * What others learn.
     *
     * @param maxBodyLength in characters
     */
    record Content(boolean hasCount, boolean hasSender, boolean hasBody, int maxBodyLength) {}

    /**
     * How notifications are sent.
     *
     * @param interval between two of one node
     * @param retryAfter the pause after the first failure; it doubles with each further one
     * @param maxFailures in a row, after which a node is forgotten
     */
    record Delivery(Duration interval, Duration answerWithin, Duration retryAfter, int maxFailures) {
        /** @param failures in a row, at least one */
        Duration pauseAfter(int failures) {
            return retryAfter.multipliedBy(1L << Math.min(failures - 1, 10));
        }
    }

    PushSettings {
        services = Set.copyOf(services);
    }

    static PushSettings read(Settings settings) {
        return new PushSettings(
                settings.integer("max-nodes", 1, 100),
                settings.bytes("max-options-size", 0, 65_536),
                Set.copyOf(settings.strings("services")),
                new Content(
                        settings.flag("include-count"),
                        settings.flag("include-sender"),
                        settings.flag("include-body"),
                        settings.integer("max-body-length", 1, 10_000)),
                settings.flag("wake-idle"),
                settings.flag("wake-beside-active"),
                new Delivery(
                        settings.duration("interval", Duration.ofMillis(100), Duration.ofHours(1)),
                        settings.duration("answer-within", Duration.ofSeconds(1), Duration.ofMinutes(10)),
                        settings.duration("retry-after", Duration.ofSeconds(1), Duration.ofHours(1)),
                        settings.integer("max-failures", 1, 100)));
    }
}
