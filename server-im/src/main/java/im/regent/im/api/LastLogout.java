package im.regent.im.api;

import java.time.Instant;

/**
 * How the last session of an account that was available ceased to be so.
 *
 * @param status what it said then, or empty
 */
public record LastLogout(Instant at, String status) {}
