package im.regent.im.push;

import im.regent.core.jid.Jid;
import im.regent.core.session.Sieve;
import im.regent.core.stanza.Message;
import im.regent.core.xml.Element;

/**
 * Which messages somebody wants to see at once. What can wait for a client that nobody looks at (XEP-0352) need not wake one;
 * nor need receipts and markers, which wait for nobody but have nothing to show.
 */
final class Notable {
    private Notable() {}

    static boolean isNotable(Message message, Jid account) {
        boolean hasType = message.type() != Message.Type.ERROR && message.type() != Message.Type.HEADLINE;
        boolean isOwn = message.sender().bare().equals(account);
        return hasType
                && !isOwn
                && new Sieve(account).slot(message.xml()).isEmpty()
                && (message.hasBody() || message.xml().children().stream().anyMatch(Notable::isForPeople));
    }

    static boolean isEncrypted(Message message) {
        return message.xml().children().stream().anyMatch(Notable::isEncryption);
    }

    /** OMEMO in its versions, and XEP-0373. */
    private static boolean isEncryption(Element payload) {
        return payload.localName().equals("encrypted") || payload.localName().equals("openpgp");
    }

    /** Calls (XEP-0353), and invitations to rooms (XEP-0249, XEP-0045 §7.8.2). */
    private static boolean isForPeople(Element payload) {
        return isEncryption(payload)
                || payload.namespace().startsWith("urn:xmpp:jingle-message:")
                        && payload.localName().equals("propose")
                || payload.is("jabber:x:conference", "x")
                || payload.child("http://jabber.org/protocol/muc#user", "invite")
                        .isPresent();
    }
}
