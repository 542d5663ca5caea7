package im.regent.im.archive;

import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;

/** Which messages belong into an archive (XEP-0313 §6.1.1, XEP-0334 §4). */
final class Archivable {
    private static final String MARKERS = "urn:xmpp:chat-markers:0";
    private static final String RECEIPTS = "urn:xmpp:receipts";
    private static final String ENCRYPTION = "urn:xmpp:eme:0";

    private Archivable() {}

    /**
     * "all of the messages a user sends or receives of type 'normal' or 'chat' that contain a body element", what is encrypted,
     * and whatever of these types the sender wants to be stored; nothing that the sender does not want to be. Of what a server
     * may archive besides: receipts and markers, so that a client that was away learns what has arrived and what was read.
     */
    static boolean isArchivable(Message message) {
        boolean isConversation = message.type() == Message.Type.CHAT || message.type() == Message.Type.NORMAL;
        if (!isConversation || hasHint(message, "no-store") || hasHint(message, "no-permanent-store")) {
            return false;
        }
        return message.hasBody()
                || hasHint(message, "store")
                || message.xml().children().stream().anyMatch(child -> isEncrypted(child) || isNotice(child));
    }

    private static boolean hasHint(Message message, String hint) {
        return message.xml().child(Names.HINTS, hint).isPresent();
    }

    /** Of whatever version of encryption: the content stands in place of a body. XEP-0380 says so of those with other names. */
    private static boolean isEncrypted(Element child) {
        return switch (child.localName()) {
            case "encrypted", "openpgp" -> !child.namespace().equals(XmlWriter.CLIENT);
            case "encryption" -> child.namespace().equals(ENCRYPTION);
            default -> false;
        };
    }

    /** XEP-0184, XEP-0333 (and its earlier versions): something about another message. */
    private static boolean isNotice(Element child) {
        return switch (child.localName()) {
            case "received" ->
                child.namespace().equals(RECEIPTS) || child.namespace().equals(MARKERS);
            case "displayed", "acknowledged" -> child.namespace().equals(MARKERS);
            default -> false;
        };
    }
}
