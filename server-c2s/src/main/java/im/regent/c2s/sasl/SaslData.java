package im.regent.c2s.sasl;

import java.util.Base64;

/** The text inside SASL elements: base64, with {@code =} for data that is there and empty (RFC 6120 §6.4.2). */
public final class SaslData {
    private static final String EMPTY = "=";

    private SaslData() {}

    /**
     * Decodes strictly (RFC 6120 §13.9.1): no character outside the alphabet, not even white space, no equals sign but as
     * padding, padding complete and its unused bits zero.
     *
     * @return no bytes for {@code =}, and for no text at all: whether {@code <auth/>} without text has an initial response
     *     is the caller's question
     */
    public static byte[] decode(String text) throws MalformedSaslDataException {
        return text.equals(EMPTY) ? new byte[0] : decodeBase64(text);
    }

    /** As {@link #decode}, for where {@code =} means nothing (XEP-0388). */
    public static byte[] decodeBase64(String text) throws MalformedSaslDataException {
        if (text.length() % 4 != 0) {
            throw new MalformedSaslDataException();
        }
        byte[] data;
        try {
            data = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedSaslDataException();
        }
        // The JDK overlooks unused bits (RFC 4648 §3.5): two texts must not mean the same bytes.
        if (!Base64.getEncoder().encodeToString(data).equals(text)) {
            throw new MalformedSaslDataException();
        }
        return data;
    }

    /** Encodes; no bytes are {@code =}. */
    public static String encode(byte[] data) {
        return data.length == 0 ? EMPTY : Base64.getEncoder().encodeToString(data);
    }
}
