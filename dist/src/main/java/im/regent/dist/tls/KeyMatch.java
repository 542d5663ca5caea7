package im.regent.dist.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Whether a private key belongs to a public one: shown by a signature, which works for every kind of key. */
final class KeyMatch {
    private static final byte[] PROBE = {82, 101, 103, 101, 110, 116};

    private KeyMatch() {}

    static boolean matches(PrivateKey key, PublicKey publicKey) {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "EdDSA";
        };
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(PROBE);
            byte[] signature = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(publicKey);
            checking.update(PROBE);
            return checking.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // keys of two kinds
        }
    }
}
