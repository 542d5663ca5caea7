package im.regent.c2s.sasl;

import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One pair of keys that a client is asked to make: for which hash function, and with which salt and count. Immutable. */
public final class ScramUpgrade {
    private final ScramHash hash;
    private final byte[] salt;
    private final int iterations;

    ScramUpgrade(ScramHash hash, byte[] salt, int iterations) {
        this.hash = hash;
        this.salt = salt.clone();
        this.iterations = iterations;
    }

    /** For the client. */
    public byte[] salt() {
        return salt.clone();
    }

    /** For the client. */
    public int iterations() {
        return iterations;
    }

    /** What the server keeps of the client's {@code SaltedPassword}; empty if it cannot be one. */
    public Optional<ScramKeys> keys(byte[] saltedPassword) {
        return saltedPassword.length == hash.bytes()
                ? Optional.of(ScramCredentials.fromSalted(ScramCrypto.real(), hash, saltedPassword, salt, iterations))
                : Optional.empty();
    }

    /** The credentials of an account with such keys beside the others, in the place of older ones for the same hash function. */
    public static Credentials merged(Credentials before, ScramKeys keys) {
        List<ScramKeys> merged = new ArrayList<>(before.keys());
        merged.removeIf(other -> other.hash().equals(keys.hash()));
        merged.add(keys);
        return new Credentials(merged, before.isDisabled(), before.isExpired());
    }
}
