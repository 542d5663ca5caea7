package im.regent.dist.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677); the password is ASCII. */
final class ScramClient {
    private static final int KEY_BITS = 256;
    private static final int NONCE_BYTES = 18;

    private final String password;
    private final String firstBare;
    private String authMessage = "";
    private byte[] saltedPassword = {};

    ScramClient(String user, String password, SecureRandom random) {
        this.password = password;
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        this.firstBare = "n=" + user + ",r=" + Base64.getUrlEncoder().encodeToString(nonce);
    }

    String first() {
        return base64(("n,," + firstBare).getBytes(UTF_8));
    }

    /** Answers the server's challenge. */
    String last(String challenge) throws StepFailure {
        String serverFirst = new String(Base64.getDecoder().decode(challenge), UTF_8);
        Map<String, String> parts = parts(serverFirst);
        String nonce = parts.getOrDefault("r", "");
        if (!nonce.startsWith(firstBare.substring(firstBare.indexOf("r=") + 2))) {
            throw new StepFailure("the server's nonce does not begin with ours");
        }
        byte[] salt = Base64.getDecoder().decode(parts.getOrDefault("s", ""));
        int iterations = Integer.parseInt(parts.getOrDefault("i", "0"));
        String withoutProof = "c=" + base64("n,,".getBytes(UTF_8)) + ",r=" + nonce;
        authMessage = firstBare + "," + serverFirst + "," + withoutProof;
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
            saltedPassword = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            byte[] clientKey = hmac(saltedPassword, "Client Key");
            byte[] storedKey = MessageDigest.getInstance("SHA-256").digest(clientKey);
            byte[] proof = hmac(storedKey, authMessage);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            return base64((withoutProof + ",p=" + base64(proof)).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Checks that the server knows the password too. */
    void verify(String success) throws StepFailure {
        String proof =
                parts(new String(Base64.getDecoder().decode(success), UTF_8)).getOrDefault("v", "");
        byte[] expected = hmac(hmac(saltedPassword, "Server Key"), authMessage);
        if (!MessageDigest.isEqual(expected, Base64.getDecoder().decode(proof))) {
            throw new StepFailure("the server's signature is wrong");
        }
    }

    private static Map<String, String> parts(String message) {
        Map<String, String> parts = new HashMap<>();
        for (String part : message.split(",", -1)) {
            if (part.length() > 1 && part.charAt(1) == '=') {
                parts.put(part.substring(0, 1), part.substring(2));
            }
        }
        return parts;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
