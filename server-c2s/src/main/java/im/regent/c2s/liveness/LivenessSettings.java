package im.regent.c2s.liveness;

import im.regent.core.config.Settings;
import java.time.Duration;

/**
 * Settings of the liveness check, HOCON path {@code c2s.liveness}.
 *
 * @param idle how long a client may send nothing before it is asked for a sign of life; whole seconds
 * @param answerWithin how long it may then still send nothing; never longer than {@code idle}
 */
public record LivenessSettings(Duration idle, Duration answerWithin) {
    /** Reads the section. */
    public static LivenessSettings read(Settings section) {
        Duration idle = section.duration("idle", Duration.ofMinutes(1), Duration.ofDays(1));
        if (!idle.equals(Duration.ofSeconds(idle.toSeconds()))) {
            section.problem("idle", "clients are told this in whole seconds");
        }
        return new LivenessSettings(
                idle, section.duration("answer-within", Duration.ofSeconds(1), Duration.ofMinutes(1)));
    }
}
