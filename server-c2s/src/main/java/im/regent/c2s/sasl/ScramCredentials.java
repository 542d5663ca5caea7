package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.config.Secret;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Turns a password into what the server keeps of it: SCRAM keys for SHA-1, SHA-256 and SHA-512 (RFC 5802 §3), each with a
 * salt of its own. Safe for every thread.
 *
 * <p>The password is prepared with SASLprep as a stored string (RFC 5802 §2.2), because clients prepare what they hash in
 * the same way: another profile would lock out people whose passwords go beyond ASCII.
 */
public final class ScramCredentials {
    /** RFC 5802 §5.1: "servers SHOULD announce a hash iteration-count of at least 4096". */
    static final int MIN_ITERATIONS = 4096;

    static final int SALT_BYTES = 16;

    private static final byte[] CLIENT_KEY = "Client Key".getBytes(UTF_8);
    private static final byte[] SERVER_KEY = "Server Key".getBytes(UTF_8);

    private final ScramCrypto crypto;
    private final SecureRandom random;
    private final int iterations;

    /**
     * With a source of salts and an iteration count.
     *
     * @throws IllegalArgumentException for fewer than 4096 iterations
     */
    public ScramCredentials(SecureRandom random, int iterations) {
        this(ScramCrypto.real(), random, iterations);
    }

    ScramCredentials(ScramCrypto crypto, SecureRandom random, int iterations) {
        if (iterations < MIN_ITERATIONS) {
            throw new IllegalArgumentException("fewer than " + MIN_ITERATIONS + " iterations: " + iterations);
        }
        this.crypto = crypto;
        this.random = random;
        this.iterations = iterations;
    }

    /**
     * Derives the keys on the calling thread, which takes tens of milliseconds: never on an event loop.
     *
     * @throws MalformedPasswordException when the password cannot be used
     */
    public Credentials derive(Secret password) throws MalformedPasswordException {
        List<ScramKeys> keys = new ArrayList<>();
        for (ScramHash hash : ScramHash.values()) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            keys.add(keys(crypto, hash, password, salt, iterations));
        }
        return Credentials.of(keys);
    }

    /**
     * Derives the keys on an executor, a {@link DerivationPool} for instance.
     *
     * @return fails with {@link MalformedPasswordException}, or with {@link
     *     java.util.concurrent.RejectedExecutionException} when the executor is full
     */
    public CompletionStage<Credentials> derive(Secret password, Executor workers) {
        try {
            return CompletableFuture.supplyAsync(() -> deriveUnchecked(password), workers);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Credentials deriveUnchecked(Secret password) {
        try {
            return derive(password);
        } catch (MalformedPasswordException e) {
            throw new CompletionException(e);
        }
    }

    /** The keys for one hash function and a given salt. */
    static ScramKeys keys(ScramCrypto crypto, ScramHash hash, Secret password, byte[] salt, int iterations)
            throws MalformedPasswordException {
        return fromSalted(crypto, hash, crypto.saltedPassword(hash, password, salt, iterations), salt, iterations);
    }

    /** The keys for a {@code SaltedPassword} (RFC 5802 §3). */
    static ScramKeys fromSalted(ScramCrypto crypto, ScramHash hash, byte[] salted, byte[] salt, int iterations) {
        byte[] storedKey = crypto.digest(hash, crypto.hmac(hash, salted, CLIENT_KEY));
        byte[] serverKey = crypto.hmac(hash, salted, SERVER_KEY);
        return new ScramKeys(hash.storeName(), salt, iterations, storedKey, serverKey);
    }
}
