package im.regent.im.archive;

import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;

/** Which messages belong into an archive (XEP-0313 §5.1.1, XEP-0334 §4). */
final class Archivable {
    private Archivable() {}

    /**
     * "all of the messages a user sends or receives of type 'normal' or 'chat' that contain a body element", what is encrypted,
     * and whatever of these types the sender wants to be stored; nothing that the sender does not want to be.
     */
    static boolean isArchivable(Message message) {
        boolean isConversation = message.type() == Message.Type.CHAT || message.type() == Message.Type.NORMAL;
        if (!isConversation || hasHint(message, "no-store") || hasHint(message, "no-permanent-store")) {
            return false;
        }
        return message.hasBody()
                || hasHint(message, "store")
                || message.xml().children().stream().anyMatch(Archivable::isEncrypted);
    }

    private static boolean hasHint(Message message, String hint) {
        return message.xml().child(Names.HINTS, hint).isPresent();
    }

    /** Of whatever version of encryption: the content stands in place of a body. */
    private static boolean isEncrypted(Element child) {
        boolean hasName =
                child.localName().equals("encrypted") || child.localName().equals("openpgp");
        return hasName && !child.namespace().equals(XmlWriter.CLIENT);
    }
}
