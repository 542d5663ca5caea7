package im.regent.core.store;

import java.util.Arrays;

/**
 * What the server keeps of a password for one hash function (RFC 5802 §3): enough to check a proof, not enough to log in.
 *
 * @param hash {@code SHA-1}, {@code SHA-256} or {@code SHA-512}
 */
public record ScramKeys(String hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
    public ScramKeys {
        salt = salt.clone();
        storedKey = storedKey.clone();
        serverKey = serverKey.clone();
    }

    @Override
    public byte[] salt() {
        return salt.clone();
    }

    @Override
    public byte[] storedKey() {
        return storedKey.clone();
    }

    @Override
    public byte[] serverKey() {
        return serverKey.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScramKeys keys
                && hash.equals(keys.hash)
                && iterations == keys.iterations
                && Arrays.equals(salt, keys.salt)
                && Arrays.equals(storedKey, keys.storedKey)
                && Arrays.equals(serverKey, keys.serverKey);
    }

    @Override
    public int hashCode() {
        return 31 * hash.hashCode() + Arrays.hashCode(storedKey);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "ScramKeys[" + hash + ", " + iterations + " iterations]";
    }
}
