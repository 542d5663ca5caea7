package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;

/** Names and wrappers of the protocol. */
final class PrivilegeXml {
    /** Of the element that names the rule by which something was refused, for programs. */
    static final String WHY = "urn:regent:privilege:why";

    static final String NAMESPACE = "urn:xmpp:privilege:2";
    static final String ROSTER = "jabber:iq:roster";
    static final Name ROSTER_QUERY = new Name(ROSTER, "query");

    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String DELAY = "urn:xmpp:delay";

    private PrivilegeXml() {}

    /** Whether a stanza has a {@code <privilege/>} that only this server may send, or only an entity to this server. */
    static boolean hasPrivilege(Stanza stanza) {
        for (Version version : Version.values()) {
            if (stanza.xml().child(version.namespace(), "privilege").isPresent()) {
                return true;
            }
        }
        return false;
    }

    static boolean isPrivilege(Element element) {
        return Version.of(element).isPresent();
    }

    static boolean isForwarded(Element element) {
        return element.is(FORWARD, "forwarded");
    }

    static boolean isDelay(Element element) {
        return element.is(DELAY, "delay");
    }

    /** Whom an element says it is from; empty if that is nobody. */
    static Optional<Jid> sender(Element element) {
        try {
            return element.attribute("from").isEmpty()
                    ? Optional.empty()
                    : Optional.of(Jid.parse(element.attribute("from", "")));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }

    /** A stanza as it is wrapped: never with a delay, for components take the first child of {@code <forwarded/>}. */
    static Element wrapped(Stanza stanza) {
        return Element.of(NAMESPACE, "privilege", Element.of(FORWARD, "forwarded", stanza.xml()));
    }

    /** A stanza that this server has put together itself. */
    static Stanza own(Element xml) {
        try {
            return Stanza.parse(xml);
        } catch (MalformedStanzaException e) {
            throw new IllegalStateException("not a stanza: " + e.getMessage(), e);
        }
    }
}
