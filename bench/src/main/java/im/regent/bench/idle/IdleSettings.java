package im.regent.bench.idle;

import im.regent.bench.stream.Stage;
import java.time.Duration;

/**
 * What to open.
 *
 * @param connections how many are measured
 * @param rehearsal how many are opened and closed before, so that what the server loads or allocates once is not
 *     charged to them
 * @param threads how many log-ins at a time
 * @param settle how long to wait before each reading
 * @param isJvm whether the server is a JVM that is to collect garbage before each reading
 */
public record IdleSettings(int connections, int rehearsal, int threads, Stage stage, Duration settle, boolean isJvm) {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public IdleSettings {
        if (connections < 1 || rehearsal < 0 || threads < 1) {
            throw new IllegalArgumentException("connections and threads: at least 1; rehearsal: at least 0");
        }
    }
}
