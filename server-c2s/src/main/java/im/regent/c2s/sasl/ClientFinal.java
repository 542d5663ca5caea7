package im.regent.c2s.sasl;

import java.util.List;

/**
 * The client-final-message of SCRAM (RFC 5802 §7).
 *
 * @param channelBinding the gs2 header and the channel-binding data
 * @param nonce the whole nonce
 * @param withoutProof the message as received, without the proof: part of what is signed
 * @param proof the client's proof
 */
@SuppressWarnings("ArrayRecordComponent") // parsed, checked and dropped: nobody compares two
record ClientFinal(byte[] channelBinding, String nonce, String withoutProof, byte[] proof) {
    static ClientFinal parse(byte[] message) throws SaslRefusal {
        String text = MessageText.decode(message);
        List<String> parts = List.of(text.split(",", -1));
        int last = parts.size() - 1;
        if (last < 2 || text.indexOf('\0') >= 0) {
            throw SaslRefusal.malformed("the client-final-message is incomplete or holds NUL");
        }
        byte[] channelBinding = ScramText.base64(ScramText.value(parts.get(0), 'c'));
        String nonce = ScramText.nonce(ScramText.value(parts.get(1), 'r'));
        ScramText.checkExtensions(parts.subList(2, last));
        byte[] proof = ScramText.base64(ScramText.value(parts.get(last), 'p'));
        return new ClientFinal(channelBinding, nonce, text.substring(0, text.lastIndexOf(',')), proof);
    }

    /** Shows no proof. */
    @Override
    public String toString() {
        return "ClientFinal[]";
    }
}
