package im.regent.kit.stream;

import java.time.Duration;

/**
 * How long to wait.
 *
 * @param patience for what must come
 * @param quiet for what must not come
 */
public record Pace(Duration patience, Duration quiet) {}
