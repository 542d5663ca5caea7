package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;

/** Messages of the client as text. */
final class MessageText {
    /** Beyond what any mechanism needs: addresses are at most 2 KiB, and an authzid and a name are two of them. */
    private static final int MAX_BYTES = 8192;

    private MessageText() {}

    /** Decodes strict UTF-8; a replacement character could make two names one. */
    static String decode(byte[] message) throws SaslRefusal {
        if (message.length > MAX_BYTES) {
            throw SaslRefusal.malformed("the message is too long");
        }
        try {
            return UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException e) {
            throw SaslRefusal.malformed("the message is not UTF-8");
        }
    }
}
