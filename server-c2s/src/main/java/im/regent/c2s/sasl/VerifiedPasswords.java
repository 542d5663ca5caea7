package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.config.Secret;
import im.regent.core.jid.Jid;
import im.regent.core.store.ScramKeys;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers for a while that a password was right, so that a client that logs in again and again with PLAIN does not cost
 * a key derivation each time.
 *
 * <p>What is kept is an HMAC under a key that lives as long as the process, over account, stored key and password: no
 * password can be read from it, and a changed password or salt matches no more. One entry for each account, at most as many
 * as set, the least recently used goes first. Safe for every thread.
 */
final class VerifiedPasswords {
    private static final int KEY_BYTES = 32;

    private record Entry(byte[] tag, long addedNanos) {}

    private final ScramCrypto crypto;
    private final byte[] processKey = new byte[KEY_BYTES];
    private final long keepNanos;
    private final LongSupplier nanoTime;
    private final Map<Jid, Entry> entries;

    VerifiedPasswords(ScramCrypto crypto, SecureRandom random, int maxAccounts, Duration keep, LongSupplier nanoTime) {
        this.crypto = crypto;
        this.keepNanos = keep.toNanos();
        this.nanoTime = nanoTime;
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Jid, Entry> eldest) {
                return size() > maxAccounts;
            }
        };
        random.nextBytes(processKey);
    }

    /** Whether this password was right for these keys not long ago. */
    boolean contains(Jid account, ScramKeys keys, Secret password) {
        byte[] tag = tag(account, keys, password);
        long now = nanoTime.getAsLong();
        synchronized (entries) {
            Entry entry = entries.get(account);
            if (entry != null && now - entry.addedNanos >= keepNanos) {
                entries.remove(account);
                return false;
            }
            return entry != null && MessageDigest.isEqual(entry.tag, tag);
        }
    }

    /** Remembers that it was right just now. */
    void add(Jid account, ScramKeys keys, Secret password) {
        Entry entry = new Entry(tag(account, keys, password), nanoTime.getAsLong());
        synchronized (entries) {
            entries.put(account, entry);
        }
    }

    private byte[] tag(Jid account, ScramKeys keys, Secret password) {
        // Every part but the last ends where its length or a NUL says, which no address holds.
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((keys.hash() + '\0' + account + '\0').getBytes(UTF_8));
        text.writeBytes(keys.storedKey());
        text.writeBytes(password.reveal().getBytes(UTF_8));
        return crypto.hmac(ScramHash.SHA_256, processKey, text.toByteArray());
    }
}
