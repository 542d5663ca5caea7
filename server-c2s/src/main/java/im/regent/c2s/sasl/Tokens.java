package im.regent.c2s.sasl;

import im.regent.core.jid.Jid;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** The tokens that one login may be with: those that were given to one client for one mechanism. */
@FunctionalInterface
public interface Tokens {
    /** What became of a proof. */
    enum Fate {
        /** The token is good, and what its use changes is durable. */
        RIGHT,
        /** No token of the account was proved, or there is no such account. */
        WRONG,
        /** A token was proved that is not good any more. */
        EXPIRED,
        /** A token was proved, and the account is disabled. */
        DISABLED
    }

    /**
     * What became of a proof, and of which token.
     *
     * @param token empty unless it is {@code RIGHT}
     * @param proof the password that it was given out for
     */
    @SuppressWarnings("ArrayRecordComponent") // used and dropped: nobody compares two
    record Use(Fate fate, byte[] token, Proof proof) {
        /** A proof that leads nowhere. */
        public static Use refused(Fate fate) {
            return new Use(fate, new byte[0], now -> false);
        }

        /** Shows no token. */
        @Override
        public String toString() {
            return "Use[" + fate + "]";
        }
    }

    /**
     * Uses a token.
     *
     * @param account that need not exist; the same steps for one that does
     * @param isProved whether the client has proved that it knows a token
     */
    CompletionStage<Use> use(Jid account, Predicate<byte[]> isProved);
}
