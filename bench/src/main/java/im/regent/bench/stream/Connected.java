package im.regent.bench.stream;

/**
 * A connection that has reached its stage. Bytes that the server sent beyond what the log-in needed are gone.
 *
 * @param jid the full address the server bound, or empty when the stage is {@link Stage#OPEN}
 */
public record Connected(Wire wire, String jid) {}
