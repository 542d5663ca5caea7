package im.regent.c2s.management;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * With what a session can be resumed. Only the client knows its id: here, in memory as in storage, it is known by a digest, so
 * that who reads either cannot take sessions over.
 *
 * @param token the digest of the session's id, or empty if it cannot be resumed
 * @param window how long it waits for its client
 */
record Ticket(String token, Duration window) {
    /** For a session that ends with its connection. */
    static final Ticket NONE = new Ticket("", Duration.ZERO);

    /** For the session of this id. */
    static Ticket of(String id, Duration window) {
        return new Ticket(digest(id), window);
    }

    boolean isResumable() {
        return !token.isEmpty();
    }

    /** What stands for an id. An id has so many random bits that a salt would add nothing. */
    static String digest(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
