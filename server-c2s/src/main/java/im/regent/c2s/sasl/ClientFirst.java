package im.regent.c2s.sasl;

import java.util.List;

/**
 * The client-first-message of SCRAM (RFC 5802 §7).
 *
 * @param gs2Header as received, both commas included
 * @param flag what the client says of channel bindings
 * @param bindingType the channel binding that it uses; empty unless the flag is {@code USED}
 * @param authzid the authorization identity, unquoted; empty where it is absent
 * @param bare client-first-message-bare as received: part of what is signed
 * @param username unquoted, not prepared
 * @param nonce the client's part of the nonce
 */
record ClientFirst(
        String gs2Header, Flag flag, String bindingType, String authzid, String bare, String username, String nonce) {
    /** The {@code gs2-cbind-flag}. */
    enum Flag {
        /** {@code n}: the client cannot bind. */
        UNSUPPORTED,
        /** {@code y}: the client could, and believes that the server cannot. */
        NOT_OFFERED,
        /** {@code p}. */
        USED
    }

    static ClientFirst parse(byte[] message) throws SaslRefusal {
        String text = MessageText.decode(message);
        List<String> parts = List.of(text.split(",", -1));
        if (parts.size() < 4 || text.indexOf('\0') >= 0) {
            throw SaslRefusal.malformed("the client-first-message is incomplete or holds NUL");
        }
        Flag flag = flag(parts.get(0));
        String bindingType = flag == Flag.USED ? ScramText.bindingName(ScramText.value(parts.get(0), 'p')) : "";
        String authzid = parts.get(1).isEmpty() ? "" : ScramText.unquote(ScramText.value(parts.get(1), 'a'));
        String username = ScramText.unquote(ScramText.value(parts.get(2), 'n'));
        String nonce = ScramText.nonce(ScramText.value(parts.get(3), 'r'));
        ScramText.checkExtensions(parts.subList(4, parts.size()));
        int headerLength = parts.get(0).length() + parts.get(1).length() + 2;
        return new ClientFirst(
                text.substring(0, headerLength),
                flag,
                bindingType,
                authzid,
                text.substring(headerLength),
                username,
                nonce);
    }

    private static Flag flag(String part) throws SaslRefusal {
        if (part.startsWith("p=")) {
            return Flag.USED;
        }
        return switch (part) {
            case "n" -> Flag.UNSUPPORTED;
            case "y" -> Flag.NOT_OFFERED;
            default -> throw SaslRefusal.malformed("the message must begin with n, y or p=");
        };
    }

    /** Names nobody: a name may be what somebody typed into the wrong field. */
    @Override
    public String toString() {
        return "ClientFirst[" + flag + "]";
    }
}
