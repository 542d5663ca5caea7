package im.regent.c2s.sasl;

import im.regent.core.config.Secret;

/**
 * The message of PLAIN (RFC 4616 §2).
 *
 * @param authzid empty where it is absent
 */
record PlainMessage(String authzid, String username, Secret password) {
    static PlainMessage parse(byte[] message) throws SaslRefusal {
        String text = MessageText.decode(message);
        int first = text.indexOf('\0');
        int second = text.indexOf('\0', first + 1);
        boolean isComplete = first >= 0 && second > first + 1 && second < text.length() - 1;
        if (!isComplete || text.indexOf('\0', second + 1) >= 0) {
            throw SaslRefusal.malformed("expected [authzid] NUL user name NUL password");
        }
        return new PlainMessage(
                text.substring(0, first), text.substring(first + 1, second), new Secret(text.substring(second + 1)));
    }
}
