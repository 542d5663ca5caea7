package im.regent.privilege.delegation;

import im.regent.core.xml.Element;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import java.util.List;

/** Who manages what in these tests, and the words of a managing entity. */
final class Stage {
    static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    static final String UNAVAILABLE = "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error>";

    /** Configured components; {@code plain.lit} manages nothing and has no privileges. */
    static final String COMPONENTS = """
            components {
              "pubsub.capulet.lit" { secret = "0123456789abcdef" }
              "filter.capulet.lit" { secret = "0123456789abcdef" }
              "plain.lit" { secret = "0123456789abcdef" }
            }
            """;

    /** One component is a whole service for personal eventing; another one is privileged. */
    static final String PEP = COMPONENTS + """
            virtual-hosts { "capulet.lit" {
              privileged-entities {
                "pubsub.capulet.lit" {
                  roster = get, message = outgoing, presence = roster, presence-updates = caps
                  iq { "http://jabber.org/protocol/pubsub" = both }
                }
                "filter.capulet.lit" { roster = both, iq { "http://jabber.org/protocol/pubsub" = both } }
              }
              delegations {
                "http://jabber.org/protocol/pubsub" = "pubsub.capulet.lit"
                "http://jabber.org/protocol/pubsub#owner" = "pubsub.capulet.lit"
                "urn:xmpp:mam:2" { jid = "pubsub.capulet.lit", filtering = ["node", "ver"] }
                "urn:xmpp:pam:0" = "pubsub.capulet.lit"
                "urn:xmpp:delegation:2:bare:disco#info:*" = "pubsub.capulet.lit"
                "urn:xmpp:delegation:2:bare:disco#items:*" = "pubsub.capulet.lit"
              }
            } }
            """;

    /** The other one sorts rosters. */
    static final String PEP_AND_FILTER = PEP + """
            virtual-hosts { "capulet.lit" { delegations { "jabber:iq:roster" = "filter.capulet.lit" } } }
            """;

    private Stage() {}

    /** A component whose first words from the server are taken, and not answered. */
    static TestComponent connected(TestServer server, String domain) {
        TestComponent component = server.component(domain);
        component.received();
        return component;
    }

    static TestComponent pubsub(TestServer server) {
        return connected(server, "pubsub.capulet.lit");
    }

    /** The only thing that arrived, which must be a forwarded request: the wrapper. */
    static Element wrapper(TestComponent component) {
        List<Element> received = component.received();
        if (received.size() != 1) {
            throw new AssertionError("one wrapper is expected, not " + received);
        }
        return received.get(0);
    }

    /** The request in a wrapper. */
    static Element inner(Element wrapper) {
        return wrapper.firstChild()
                .flatMap(Element::firstChild)
                .flatMap(Element::firstChild)
                .orElseThrow();
    }

    /** A result of the managing entity for a wrapper, with this inside {@code <forwarded/>}. */
    static String answer(Element wrapper, String inner) {
        return around(
                wrapper,
                "<delegation xmlns='urn:xmpp:delegation:2'><forwarded xmlns='urn:xmpp:forward:0'>" + inner
                        + "</forwarded></delegation>");
    }

    /** A result of the managing entity for a wrapper, with this inside. */
    static String around(Element wrapper, String content) {
        return "<iq type='result' from='" + wrapper.attribute("to", "") + "' to='" + wrapper.attribute("from", "")
                + "' id='" + wrapper.attribute("id", "") + "'>" + content + "</iq>";
    }

    /** An inner stanza of {@code jabber:client}. */
    static String iq(String type, String to, String id, String content) {
        return "<iq xmlns='jabber:client' type='" + type + "' to='" + to + "' id='" + id + "'>" + content + "</iq>";
    }

    static String publish(String id, String to) {
        return "<iq type='set' id='" + id + "'" + (to.isEmpty() ? "" : " to='" + to + "'") + "><pubsub xmlns='" + PUBSUB
                + "'><publish node='urn:xmpp:mood'/></pubsub></iq>";
    }
}
