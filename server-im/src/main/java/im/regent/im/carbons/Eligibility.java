package im.regent.im.carbons;

import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;
import java.util.Optional;

/** Which messages are copied: the rules of §6.1, but for errors, which depend on what they answer. */
final class Eligibility {
    static final String NAMESPACE = "urn:xmpp:carbons:2";

    private static final String HINTS = "urn:xmpp:hints";
    private static final String MUC_USER = "http://jabber.org/protocol/muc#user";

    private Eligibility() {}

    /** Whether it pretends to be a copy, or is one. */
    static boolean isCopy(Message message) {
        return has(message, NAMESPACE, Direction.SENT.element())
                || has(message, NAMESPACE, Direction.RECEIVED.element());
    }

    /** Whether nobody may make a copy of it, whatever it is. */
    static boolean isExcluded(Message message) {
        return message.type() == Message.Type.GROUPCHAT
                || has(message, NAMESPACE, "private")
                || has(message, HINTS, "no-copy")
                || isCopy(message);
    }

    /** A private message of a room's occupant, or for one; on the way out, if the client marks it (XEP-0045 §7.5). */
    static boolean isOfRoom(Message message, Direction direction) {
        boolean isWithOccupant = direction == Direction.SENT
                ? !message.receiver().isBare()
                : !message.sender().isBare();
        return isWithOccupant && has(message, MUC_USER, "x");
    }

    /** Whether a message that is not excluded, and no error, is for instant messaging. */
    static boolean isEligible(Message message, Direction direction) {
        if (direction == Direction.RECEIVED && isOfRoom(message, direction)) {
            // "these messages are already replicated by the MUC service to all joined client instances"
            return false;
        }
        return message.type() == Message.Type.CHAT
                || message.type() == Message.Type.NORMAL && message.hasBody()
                || message.xml().children().stream().anyMatch(Eligibility::isInstantMessaging)
                || isInvitation(message);
    }

    private static boolean isInstantMessaging(Element payload) {
        return switch (payload.namespace()) {
            case "urn:xmpp:receipts", "http://jabber.org/protocol/chatstates", "urn:xmpp:chat-markers:0" -> true;
            default -> false;
        };
    }

    private static boolean isInvitation(Message message) {
        Optional<Element> mediated = message.xml().child(MUC_USER, "x").flatMap(room -> room.child(MUC_USER, "invite"));
        return mediated.isPresent() || has(message, "jabber:x:conference", "x");
    }

    private static boolean has(Message message, String namespace, String local) {
        return message.xml().child(namespace, local).isPresent();
    }
}
