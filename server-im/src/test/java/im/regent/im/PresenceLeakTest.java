package im.regent.im;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestPeer;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * RFC 6121 §11: "A user's server MUST NOT leak the user's network availability to entities who are not authorized to know the
 * user's presence." Juliet is online and Nurse, of whom everything else is the same, is not; whoever has no right must get the
 * same answers from both, whatever it asks. What a message of type normal to a full address tells is not tried: §8.5.3 leaves
 * no choice that hides it and loses nothing.
 */
@XmppTest
@Spec(rfc = 6121)
class PresenceLeakTest {
    private static final List<String> ACCOUNTS = List.of("juliet@capulet.lit", "nurse@capulet.lit");
    private static final List<String> NAMES = List.of(
            "query", "ping", "time", "vCard", "vcard", "pubsub", "blocklist", "block", "prefs", "enable", "command");
    private static final Set<String> NAMESPACES = Set.of(
            "jabber:iq:last",
            "jabber:iq:version",
            "jabber:iq:roster",
            "jabber:iq:private",
            "urn:xmpp:time",
            "urn:xmpp:ping",
            "urn:xmpp:mam:2",
            "urn:xmpp:carbons:2",
            "urn:xmpp:blocking",
            "vcard-temp",
            "urn:ietf:params:xml:ns:vcard-4.0",
            "http://jabber.org/protocol/commands",
            "http://jabber.org/protocol/disco#info",
            "http://jabber.org/protocol/disco#items",
            "http://jabber.org/protocol/pubsub");

    /** Everybody without a right, by name. */
    private final Map<String, TestPeer<?>> strangers = new LinkedHashMap<>();

    private void meet(TestServer server) {
        for (String name : List.of("stranger", "asking", "former", "contact", "approved")) {
            strangers.put(
                    name + "@capulet.lit/r",
                    server.connect(name + "@capulet.lit/r").available());
        }
        for (String account : ACCOUNTS) {
            TestClient owner = server.connect(account + "/earlier");
            Friends.subscribe(client("former"), owner);
            Friends.subscribe(owner, client("contact"));
            client("asking").sends("<presence to='" + account + "' type='subscribe'/>");
            owner.sends("<presence to='former@capulet.lit' type='unsubscribed'/>"
                    + "<presence to='approved@capulet.lit' type='subscribed'/>");
            owner.losesConnection();
        }
        strangers.values().forEach(TestPeer::received);
    }

    private TestClient client(String name) {
        return (TestClient) java.util.Objects.requireNonNull(strangers.get(name + "@capulet.lit/r"));
    }

    /** What anybody may ask, with every namespace that this server says it knows. */
    private static List<String> questions(TestClient curious) {
        Set<String> namespaces = new LinkedHashSet<>(NAMESPACES);
        for (String to : List.of("", " to='capulet.lit'")) {
            curious.sends(
                    "<iq type='get' id='d'" + to + "><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
            Element info = curious.received().get(0).firstChild().orElseThrow();
            info.children().forEach(child -> child.attribute("var").ifPresent(namespaces::add));
        }
        List<String> questions = new ArrayList<>(List.of(
                "<presence type='probe' id='q'%s/>",
                "<presence id='q'%s/>",
                "<presence type='unavailable' id='q'%s/>",
                "<presence type='error' id='q'%s><error type='cancel'><gone xmlns='{stanzas}'/></error></presence>",
                "<presence type='unsubscribe' id='q'%s/>",
                "<message type='chat' id='q'%s><body>x</body></message>",
                "<message type='headline' id='q'%s><body>x</body></message>",
                "<message type='error' id='q'%s/>",
                "<iq type='result' id='q'%s/>"));
        for (String namespace : namespaces) {
            for (String name : NAMES) {
                for (String type : List.of("get", "set")) {
                    questions.add("<iq type='" + type + "' id='q'%s><" + name + " xmlns='" + namespace + "'/></iq>");
                }
            }
        }
        return questions;
    }

    private static List<String> answers(TestPeer<?> asker, String question, String account, String from) {
        List<String> answers = new ArrayList<>();
        for (String resource : List.of("", "/balcony", "/hall", "/gone")) {
            String address = " to='" + account + resource + "'" + (from.isEmpty() ? "" : " from='" + from + "'");
            asker.sends(question.formatted(address));
            asker.received()
                    .forEach(answer -> answers.add(resource + answer.toString().replace(account, "somebody")));
        }
        return answers;
    }

    @Test
    @Section(
            value = "11",
            rules = {"R198", "R214", "R228"})
    void nobodyWithoutRightCanFindOutWhetherAnAccountIsOnline(TestServer server) {
        meet(server);
        TestComponent gateway = server.component("gateway.lit");
        TestClient balcony = server.connect("juliet@capulet.lit/balcony")
                .sends(
                        "<presence><show>away</show><c xmlns='http://jabber.org/protocol/caps' node='n' ver='v'/></presence>");
        TestClient hall = server.connect("juliet@capulet.lit/hall");
        List<String> questions = questions(client("stranger"));
        assertThat(questions).hasSizeGreaterThan(300);

        for (String question : questions) {
            strangers.forEach((name, peer) -> assertThat(answers(peer, question, ACCOUNTS.get(0), ""))
                    .as(name + " " + question)
                    .isEqualTo(answers(peer, question, ACCOUNTS.get(1), "")));
            assertThat(answers(gateway, question, ACCOUNTS.get(0), "mouse@gateway.lit"))
                    .as("mouse " + question)
                    .isEqualTo(answers(gateway, question, ACCOUNTS.get(1), "mouse@gateway.lit"));
        }
        assertThat(hall.received())
                .as("what they sent was not thrown away for that")
                .isNotEmpty();
        assertThat(balcony.received()).isNotEmpty();
    }

    @Test
    @Section(
            value = "11",
            rules = {"R195", "R205", "R206", "R214"})
    void nothingThatAUserDoesTellsThoseWithoutRight(TestServer server) {
        meet(server);
        TestComponent gateway = server.component("gateway.lit");
        TestClient friend = server.connect("friend@capulet.lit/r").available();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        Friends.subscribe(friend, juliet);

        juliet.sends("<presence><c xmlns='http://jabber.org/protocol/caps' node='n' ver='v'/></presence>"
                + "<presence><show>dnd</show><status>busy</status></presence>"
                + "<presence to='mouse@gateway.lit'/>"
                + "<iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='friend@capulet.lit' name='F'/></query></iq>"
                + "<iq type='get' id='v'><query xmlns='jabber:iq:version'/></iq>"
                + "<message type='chat' to='friend@capulet.lit'><body>x</body></message>"
                + "<presence type='unavailable'/><presence/>");
        juliet.losesConnection();

        strangers.values().forEach(TestPeer::receivesNothing);
        assertThat(gateway.received())
                .as("what was directed to it, and its end")
                .hasSize(2);
        assertThat(friend.received()).hasSizeGreaterThan(5);
    }

    @Test
    @Section(value = "11", rules = "R214")
    void whoHasTheRightDoesSeeTheDifference(TestServer server) {
        TestClient friend = server.connect("friend@capulet.lit/r").available();
        for (String account : ACCOUNTS) {
            TestClient owner = server.connect(account + "/earlier");
            Friends.subscribe(friend, owner);
            owner.losesConnection();
        }
        server.connect("juliet@capulet.lit/balcony").available();
        friend.received();

        String probe = "<presence type='probe' id='q'%s/>";
        assertThat(answers(friend, probe, ACCOUNTS.get(0), ""))
                .isNotEqualTo(answers(friend, probe, ACCOUNTS.get(1), ""));
    }
}
