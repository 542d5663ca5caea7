package im.regent.im.archive;

import im.regent.core.jid.Jid;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The ids of archived messages as others see them: a number and a mark of its account, encrypted as one block. So they say
 * nothing to anybody (XEP-0359 §5: "Entities observing the value MUST NOT be able to infer any information from it, e.g. the
 * size of the message archive"), cannot be guessed, never come twice, and need no index of their own. Safe for every thread.
 */
final class WireIds {
    /** There is one block only, and no two blocks are ever the same: chaining has nothing to do. */
    private static final String ONE_BLOCK = "AES/CBC/NoPadding";

    private static final int BLOCK_BYTES = 16;
    private static final int TEXT_LENGTH = 22;

    private final SecretKeySpec key;

    /** @param key of 16 bytes */
    WireIds(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    String encode(Jid account, long number) {
        byte[] block = ByteBuffer.allocate(BLOCK_BYTES)
                .putLong(number)
                .putLong(mark(account))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(run(Cipher.ENCRYPT_MODE, block));
    }

    /** The number; empty if this is no id of the account. */
    OptionalLong decode(Jid account, String id) {
        if (id.length() != TEXT_LENGTH) {
            return OptionalLong.empty();
        }
        byte[] encrypted;
        try {
            encrypted = Base64.getUrlDecoder().decode(id);
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
        if (encrypted.length != BLOCK_BYTES) {
            return OptionalLong.empty();
        }
        ByteBuffer block = ByteBuffer.wrap(run(Cipher.DECRYPT_MODE, encrypted));
        long number = block.getLong();
        return block.getLong() == mark(account) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private byte[] run(int mode, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance(ONE_BLOCK);
            cipher.init(mode, key, new IvParameterSpec(new byte[BLOCK_BYTES]));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private static long mark(Jid account) {
        return ByteBuffer.wrap(sha256(account.toString())).getLong();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
