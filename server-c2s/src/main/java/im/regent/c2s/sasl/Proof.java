package im.regent.c2s.sasl;

import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;

/** What a client has logged in by. A login can take as long as the client likes, and passwords change meanwhile. Safe for every thread. */
@FunctionalInterface
public interface Proof {
    /** Whether an account with these credentials still has it. */
    boolean isOf(Credentials now);

    /** The password that these keys are of. */
    static Proof password(ScramKeys keys) {
        return now -> now.keys().contains(keys);
    }

    /** Something that no credentials tell of. */
    static Proof other() {
        return now -> true;
    }
}
