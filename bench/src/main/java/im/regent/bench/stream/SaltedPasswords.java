package im.regent.bench.stream;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The slow part of SCRAM, remembered: ten thousand log-ins to a hundred accounts need it a hundred times. Safe for use
 * by many threads; holds at most {@value #MAX_ENTRIES} entries.
 */
final class SaltedPasswords {
    private static final int MAX_ENTRIES = 20_000;
    private static final int MAX_ITERATIONS = 1_000_000;

    private record Key(String hash, String password, String salt, int iterations) {}

    private final Map<Key, byte[]> known = new ConcurrentHashMap<>();

    /**
     * {@code Hi(password, salt, iterations)} of RFC 5802 §2.2.
     *
     * @param hash "SHA-1" or "SHA-256"
     * @param salt in Base64
     */
    byte[] get(String hash, String password, String salt, int iterations) throws IOException {
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new IOException("SCRAM iteration count " + iterations);
        }
        if (known.size() >= MAX_ENTRIES) {
            known.clear();
        }
        Key key = new Key(hash, password, salt, iterations);
        byte[] found = known.get(key);
        if (found == null) {
            found = derive(key);
            known.put(key, found);
        }
        return found;
    }

    private static byte[] derive(Key key) throws IOException {
        int bits = key.hash().equals("SHA-1") ? 160 : 256;
        try {
            PBEKeySpec spec = new PBEKeySpec(
                    key.password().toCharArray(), Base64.getDecoder().decode(key.salt()), key.iterations(), bits);
            return SecretKeyFactory.getInstance("PBKDF2WithHmac" + key.hash().replace("-", ""))
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("cannot salt a password: " + e.getMessage(), e);
        }
    }
}
