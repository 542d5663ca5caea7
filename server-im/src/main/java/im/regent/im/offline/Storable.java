package im.regent.im.offline;

import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;

/** Which messages are worth keeping (XEP-0160 §3, with the hints of XEP-0334). */
final class Storable {
    private static final String HINTS = "urn:xmpp:hints";
    private static final String ENCRYPTION = "urn:xmpp:eme:0";

    private Storable() {}

    static boolean isStorable(Message message) {
        boolean hasType = message.type() == Message.Type.NORMAL || message.type() == Message.Type.CHAT;
        // XEP-0334: no-permanent-store is about archives, what waits for a client is meant to be kept.
        if (!hasType || hasHint(message, "no-store")) {
            return false;
        }
        return hasHint(message, "store") || message.type() == Message.Type.NORMAL || hasContent(message);
    }

    private static boolean hasHint(Message message, String hint) {
        return message.xml().child(HINTS, hint).isPresent();
    }

    /** XEP-0160 §3: chat messages without content, such as chat states alone, are not stored. */
    private static boolean hasContent(Message message) {
        return message.hasBody()
                || message.xml().child(XmlWriter.CLIENT, "subject").isPresent()
                || message.xml().children().stream().anyMatch(Storable::isEncrypted);
    }

    private static boolean isEncrypted(Element child) {
        return switch (child.localName()) {
            case "encrypted", "openpgp" -> true;
            case "encryption" -> child.namespace().equals(ENCRYPTION);
            default -> false;
        };
    }
}
