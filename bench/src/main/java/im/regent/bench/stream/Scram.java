package im.regent.bench.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** RFC 5802 and RFC 7677, without channel binding. */
final class Scram implements Sasl {
    private static final String NO_BINDING = "n,,";

    private final String mechanism;
    private final String hash;
    private final Account account;
    private final SaltedPasswords passwords;
    private final String nonce;
    private byte[] serverSignature = {};

    Scram(String mechanism, Account account, SaltedPasswords passwords) {
        this(mechanism, account, passwords, freshNonce());
    }

    Scram(String mechanism, Account account, SaltedPasswords passwords, String nonce) {
        this.mechanism = mechanism;
        this.hash = mechanism.substring("SCRAM-".length());
        this.account = account;
        this.passwords = passwords;
        this.nonce = nonce;
    }

    private static String freshNonce() {
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    @Override
    public String mechanism() {
        return mechanism;
    }

    @Override
    public String first() {
        return NO_BINDING + bareFirst();
    }

    private String bareFirst() {
        return "n=" + account.user().replace("=", "=3D").replace(",", "=2C") + ",r=" + nonce;
    }

    @Override
    public String answer(String challenge) throws IOException {
        Map<Character, String> parts = parts(challenge);
        String fullNonce = need(parts, 'r');
        if (!fullNonce.startsWith(nonce) || fullNonce.length() == nonce.length()) {
            throw new IOException("SCRAM: the server's nonce does not continue ours");
        }
        byte[] salted = passwords.get(hash, account.password(), need(parts, 's'), iterations(need(parts, 'i')));
        String unproven = "c=" + encode(NO_BINDING.getBytes(StandardCharsets.UTF_8)) + ",r=" + fullNonce;
        String signed = bareFirst() + "," + challenge + "," + unproven;
        try {
            byte[] clientKey = hmac(salted, "Client Key");
            byte[] storedKey = MessageDigest.getInstance(hash).digest(clientKey);
            byte[] proof = hmac(storedKey, signed);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= clientKey[i];
            }
            serverSignature = hmac(hmac(salted, "Server Key"), signed);
            return unproven + ",p=" + encode(proof);
        } catch (GeneralSecurityException e) {
            throw new IOException("SCRAM is not possible on this JDK: " + e.getMessage(), e);
        }
    }

    @Override
    public void finish(String additionalData) throws IOException {
        if (serverSignature.length == 0 || !("v=" + encode(serverSignature)).equals(additionalData)) {
            throw new IOException("SCRAM: the server did not prove that it knows the account");
        }
    }

    private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        String algorithm = "Hmac" + hash.replace("-", "");
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<Character, String> parts(String message) {
        Map<Character, String> parts = new HashMap<>();
        for (String part : message.split(",")) {
            if (part.length() >= 2 && part.charAt(1) == '=') {
                parts.putIfAbsent(part.charAt(0), part.substring(2));
            }
        }
        return parts;
    }

    private static String need(Map<Character, String> parts, char name) throws IOException {
        String value = parts.get(name);
        if (value == null) {
            throw new IOException("SCRAM: the server's challenge has no " + name);
        }
        return value;
    }

    private static int iterations(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("SCRAM: the iteration count is not a number", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
