package im.regent.c2s.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.feature.FeatureContext;
import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.xml.Element;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random bytes that stay the same for the life of the installation: made at the first start, kept in storage. Safe for every
 * thread.
 */
public final class InstallationSecret {
    private static final String NAMESPACE = "urn:regent:secret:0";
    private static final String HMAC = "HmacSHA256";
    private static final int BYTES = 32;

    /** Nobody's address (RFC 2606 §2): the secret belongs to the installation, whatever hosts it has. */
    private static final Jid OWNER = Jid.valueOf("installation.invalid");

    private final byte[] secret;

    private InstallationSecret(byte[] secret) {
        this.secret = secret;
    }

    /** Waits for storage: for the start of the server only. */
    public static InstallationSecret read(FeatureContext context) {
        Documents<Element> documents = context.stores().documents("installation-secret", Codec.xml());
        Element kept = documents
                .update(OWNER, known -> known.or(() -> Optional.of(fresh())))
                .toCompletableFuture()
                .join()
                .orElseThrow();
        return new InstallationSecret(HexFormat.of().parseHex(kept.text()));
    }

    private static Element fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Element.text(NAMESPACE, "secret", HexFormat.of().formatHex(bytes));
    }

    /** The bytes themselves. */
    public byte[] bytes() {
        return secret.clone();
    }

    /**
     * 32 bytes that are always the same for these words, and that nobody else can compute or go back from.
     *
     * @param words none of them with a NUL; the first says what the bytes are for
     */
    public byte[] derive(List<String> words) {
        return hmac(secret, String.join("\0", words).getBytes(UTF_8));
    }

    /** HMAC-SHA-256. */
    public static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
