package im.regent.c2s.fast;

import java.time.Instant;
import java.util.Set;

/**
 * What is stored of a token, of which the token itself can be derived.
 *
 * @param salt by chance: names the token, too
 * @param mechanism the only one that it is good for
 * @param count the highest that came with it; less than zero if none did
 * @param isUsed whether the client has logged in with it, so that it surely has it
 * @param passwords prints of the keys that the account had when the token was given out
 */
record Token(
        String salt,
        String mechanism,
        Instant issued,
        Instant expiry,
        long count,
        boolean isUsed,
        Set<String> passwords) {
    /** What {@link #count} is before the first. */
    static final long NO_COUNT = -1;

    Token {
        passwords = Set.copyOf(passwords);
    }

    Token used(long newCount) {
        return new Token(salt, mechanism, issued, expiry, Math.max(count, newCount), true, passwords);
    }

    /** Whether this count has not been seen; a login without one is none that could be replayed. */
    boolean takes(long newCount) {
        return newCount == NO_COUNT || newCount > count;
    }
}
