package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.stream.TlsFacts;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** A SCRAM client written straight from RFC 5802 §3 that a test can make lie; shares no code with the server. */
final class ScriptedClient {
    private final String digest;
    private final String header;
    private final String bare;
    private final String password;
    private byte[] bindingData = {};
    private String extension = "";
    private String claimedNonce = "";

    ScriptedClient(String digest, String header, String bare, String password) {
        this.digest = digest;
        this.header = header;
        this.bare = bare;
        this.password = password;
    }

    static ScriptedClient sha256(String header, String bare) {
        return new ScriptedClient("SHA-256", header, bare, SaslWorld.PASSWORD);
    }

    ScriptedClient bindingData(byte[] data) {
        bindingData = data;
        return this;
    }

    ScriptedClient finalExtension(String attribute) {
        extension = ',' + attribute;
        return this;
    }

    /** Answers, and signs, another nonce than the server's. */
    ScriptedClient claimingNonce(String nonce) {
        claimedNonce = nonce;
        return this;
    }

    String first() {
        return header + bare;
    }

    /** The client-final-message with the right proof for what this client was told and says. */
    String last(String serverFirst) {
        String nonce = claimedNonce.isEmpty() ? serverFirst.substring(2, serverFirst.indexOf(',')) : claimedNonce;
        String withoutProof = "c=" + base64(concat(header.getBytes(UTF_8), bindingData)) + ",r=" + nonce + extension;
        return withoutProof + ",p=" + base64(proof(serverFirst, withoutProof));
    }

    private byte[] proof(String serverFirst, String withoutProof) {
        String[] parts = serverFirst.split(",");
        byte[] salt = Base64.getDecoder().decode(parts[1].substring(2));
        int iterations = Integer.parseInt(parts[2].substring(2));
        try {
            String hmac = "Hmac" + digest.replace("-", "");
            int bits = MessageDigest.getInstance(digest).getDigestLength() * 8;
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2With" + hmac)
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, bits))
                    .getEncoded();
            byte[] clientKey = hmac(hmac, salted, "Client Key");
            byte[] storedKey = MessageDigest.getInstance(digest).digest(clientKey);
            byte[] signature = hmac(hmac, storedKey, bare + ',' + serverFirst + ',' + withoutProof);
            byte[] proof = new byte[clientKey.length];
            for (int i = 0; i < proof.length; i++) {
                proof[i] = (byte) (clientKey[i] ^ signature[i]);
            }
            return proof;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the whole exchange. */
    Outcome logIn(SaslWorld world, TlsFacts tls, String mechanism) {
        SaslExchange exchange = world.begin(tls, mechanism);
        Outcome outcome = SaslWorld.run(exchange, first());
        return outcome instanceof Outcome.Challenge
                ? SaslWorld.now(exchange.step(last(SaslWorld.text(outcome)).getBytes(UTF_8)))
                : outcome;
    }

    private static byte[] hmac(String algorithm, byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(message.getBytes(UTF_8));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
