package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.ScramKeys;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Remembers for a while that a password was right, so that a client that logs in again and again with PLAIN does not cost
 * a key derivation each time.
 *
 * <p>What is kept is an HMAC under a key that lives as long as the process, over account, stored key and password: no
 * password can be read from it, and a changed password or salt matches no more. One entry for each account, at most as many
 * as set. Safe for every thread.
 */
final class VerifiedPasswords {
    private static final int KEY_BYTES = 32;

    private final ScramCrypto crypto;
    private final byte[] processKey = new byte[KEY_BYTES];
    private final Cache<Jid, byte[]> tags;

    VerifiedPasswords(ScramCrypto crypto, SecureRandom random, int maxAccounts, Duration keep, LongSupplier nanoTime) {
        this.crypto = crypto;
        this.tags = Caffeine.newBuilder()
                .maximumSize(maxAccounts)
                .expireAfterWrite(keep)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
        random.nextBytes(processKey);
    }

    /** Whether this password was right for these keys not long ago. */
    boolean contains(Jid account, ScramKeys keys, Secret password) {
        // Computed in every case, so that an account that is remembered does not cost more than one that is not.
        byte[] tag = tag(account, keys, password);
        byte[] known = tags.getIfPresent(account);
        return known != null && MessageDigest.isEqual(known, tag);
    }

    /** Remembers that it was right just now. */
    void add(Jid account, ScramKeys keys, Secret password) {
        tags.put(account, tag(account, keys, password));
    }

    /** How many accounts are remembered. */
    long size() {
        tags.cleanUp();
        return tags.estimatedSize();
    }

    private byte[] tag(Jid account, ScramKeys keys, Secret password) {
        // Names end with a NUL, which no address holds; the hash gives the length of the stored key.
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((keys.hash() + '\0' + account + '\0').getBytes(UTF_8));
        text.writeBytes(keys.storedKey());
        text.writeBytes(password.reveal().getBytes(UTF_8));
        return crypto.hmac(ScramHash.SHA_256, processKey, text.toByteArray());
    }
}
