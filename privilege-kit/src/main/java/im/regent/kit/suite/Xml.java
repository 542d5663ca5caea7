package im.regent.kit.suite;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.kit.check.Entity;
import im.regent.kit.check.World;
import im.regent.kit.finding.Finding;
import im.regent.kit.stream.Peer;

/** What is sent. */
final class Xml {
    static final String ROSTER = "jabber:iq:roster";
    static final String FORWARD = "urn:xmpp:forward:0";
    static final String PING = "urn:xmpp:ping";

    private Xml() {}

    static String rosterSet(String items) {
        return "<query xmlns='" + ROSTER + "'>" + items + "</query>";
    }

    static String rosterGet() {
        return "<query xmlns='" + ROSTER + "'/>";
    }

    /** A message in {@code jabber:client} with these attributes and this body. */
    static String inner(String attributes, String body) {
        return "<message xmlns='jabber:client' " + attributes + "><body>" + body + "</body></message>";
    }

    /** A message to the host that wraps something (XEP-0356 §5.3). */
    static String wrapper(World world, Entity from, String id, String inner) {
        return wrapper(world, world.jid(from), world.host(), id, inner);
    }

    static String wrapper(World world, String from, String to, String id, String inner) {
        return "<message from='" + from + "' to='" + to + "' id='" + id + "'><privilege xmlns='" + world.privilege()
                + "'><forwarded xmlns='" + FORWARD + "'>" + inner + "</forwarded></privilege></message>";
    }

    /** What comes back for a wrapper. */
    static Element bounce(Peer component, String id) throws Finding {
        return component.await(
                "error for the wrapper",
                stanza -> Expect.is(stanza, "message", "error")
                        && stanza.attribute("id", "").equals(id));
    }

    /** A privileged request (XEP-0356 §6.3), without its outer IQ. */
    static String privileged(World world, String inner) {
        return "<privileged_iq xmlns='" + world.privilege() + "'>" + inner + "</privileged_iq>";
    }

    /** The IQ inside. */
    static String request(String type, String attributes, String payload) {
        return "<iq xmlns='jabber:client' type='" + type + "' " + attributes + ">" + payload + "</iq>";
    }

    static String empty(String namespace) {
        return "<x xmlns='" + namespace + "'/>";
    }

    /** The answer inside the answer to a privileged request. */
    static Element unwrapped(World world, Element answer) throws Finding {
        Element privilege = Expect.child(answer, world.privilege(), "privilege");
        Element forwarded = Expect.child(privilege, FORWARD, "forwarded");
        return Expect.child(forwarded, XmlWriter.CLIENT, "iq");
    }

    /** Waits for a request with this payload. */
    static Element asked(Peer peer, String namespace) throws Finding {
        return peer.await(
                "request",
                stanza -> stanza.localName().equals("iq")
                        && stanza.children().stream()
                                .anyMatch(child -> child.namespace().equals(namespace)));
    }

    /** Answers a request; {@code from} is left out by clients. */
    static String reply(Element request, String from, String type, String content) {
        return "<iq type='" + type + "' id='" + request.attribute("id", "") + "' to='" + request.attribute("from", "")
                + "'" + (from.isEmpty() ? "" : " from='" + from + "'") + ">" + content + "</iq>";
    }

    static String error(String type, String condition) {
        return "<error type='" + type + "'><" + condition + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
    }
}
