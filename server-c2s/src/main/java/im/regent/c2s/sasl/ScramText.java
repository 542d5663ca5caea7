package im.regent.c2s.sasl;

import java.util.List;

/** The small productions of the SCRAM grammar (RFC 5802 §7). */
final class ScramText {
    /** The attributes that the RFC defines: they cannot stand where an extension is expected. */
    private static final String DEFINED = "anmrcsipve";

    private ScramText() {}

    /** The value of an attribute that must be here. */
    static String value(String part, char name) throws SaslRefusal {
        if (part.startsWith("m=")) {
            throw mandatoryExtension();
        }
        if (part.length() < 3 || part.charAt(0) != name || part.charAt(1) != '=') {
            throw SaslRefusal.malformed("attribute " + name + " is missing, empty or in the wrong place");
        }
        return part.substring(2);
    }

    private static SaslRefusal mandatoryExtension() {
        // RFC 5802 §5.1: "Mandatory extensions sent by one peer but not understood by the other MUST cause
        // authentication failure"; SASL in XMPP has no room for a server-final-message with a failure.
        return SaslRefusal.malformed("e=extensions-not-supported");
    }

    /** Checks optional extensions, which are otherwise ignored. */
    static void checkExtensions(List<String> parts) throws SaslRefusal {
        for (String part : parts) {
            if (part.startsWith("m=")) {
                throw mandatoryExtension();
            }
            boolean isAttribute = part.length() >= 3 && isLetter(part.charAt(0)) && part.charAt(1) == '=';
            if (!isAttribute || DEFINED.indexOf(part.charAt(0)) >= 0) {
                throw SaslRefusal.malformed("an extension is malformed or repeats an attribute");
            }
        }
    }

    /** Undoes the quoting of a {@code saslname}: {@code =2C} and {@code =3D}, in capitals, and no other. */
    static String unquote(String name) throws SaslRefusal {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '=') {
                text.append(c);
            } else if (name.startsWith("=2C", i)) {
                text.append(',');
                i += 2;
            } else if (name.startsWith("=3D", i)) {
                text.append('=');
                i += 2;
            } else {
                throw SaslRefusal.malformed("a name holds = that is not followed by 2C or 3D");
            }
        }
        return text.toString();
    }

    /** A nonce: {@code printable}. The comma cannot be in it, it ends the attribute. */
    static String nonce(String value) throws SaslRefusal {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < 0x21 || value.charAt(i) > 0x7E) {
                throw SaslRefusal.malformed("the nonce holds a character that is not printable ASCII");
            }
        }
        return value;
    }

    /** The name of a channel binding. */
    static String bindingName(String value) throws SaslRefusal {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '.' && c != '-') {
                throw SaslRefusal.malformed("the name of the channel binding is malformed");
            }
        }
        return value;
    }

    /** Bytes that must not be empty. */
    static byte[] base64(String value) throws SaslRefusal {
        try {
            byte[] data = SaslData.decode(value);
            if (data.length > 0) {
                return data;
            }
        } catch (MalformedSaslDataException e) {
            throw SaslRefusal.malformed("an attribute is not base64");
        }
        throw SaslRefusal.malformed("an attribute is empty");
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
