package im.regent.im.moved;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6121)
class MovedTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String NEW = "xmpp:juliet@verona.example";
    private static final String GONE = "<error type='cancel'><gone xmlns='{stanzas}'>" + NEW + "</gone></error>";
    private static final String VCARD = "<vCard xmlns='vcard-temp'/>";

    private static void move(TestServer server, Move.Kind kind) {
        record(server, Optional.of(new Move(kind, Jid.valueOf("juliet@verona.example"))));
    }

    private static void record(TestServer server, Optional<Move> move) {
        server.account(JULIET.toString());
        new MovedAccounts(server.stores()).record(JULIET, move);
        server.settle();
    }

    /** Exactly this condition, with its own type, and a URI with nothing around it. */
    private static void assertTold(Element answer, Move.Kind kind, String from) {
        String condition = kind == Move.Kind.FOR_GOOD ? "gone" : "redirect";
        assertThat(answer.attribute("type")).contains("error");
        assertThat(answer.attribute("from")).contains(from);
        assertThat(answer.children())
                .singleElement()
                .hasToString("<error xmlns='jabber:client' type='" + (condition.equals("gone") ? "cancel" : "modify")
                        + "'><" + condition + " xmlns='" + StanzaError.NAMESPACE + "'>" + NEW + "</" + condition
                        + "></error>");
    }

    @ParameterizedTest
    @EnumSource(Move.Kind.class)
    @Section(
            value = "4.3.2",
            rules = {"R199", "R120", "R122"})
    void probeOfAContactIsAnsweredWithTheNewAddress(Move.Kind kind, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.subscribe(romeo, juliet);
        move(server, kind);
        List<Element> answers = romeo.sends("<presence type='probe' id='p' to='juliet@capulet.lit'/>")
                .received();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).localName()).isEqualTo("presence");
        assertThat(answers.get(0).attribute("id")).contains("p");
        assertTold(answers.get(0), kind, "juliet@capulet.lit");
    }

    @Test
    @Section(value = "4.3.2", rules = "R199")
    void probeOfAStrangerIsRefusedAsIfNobodyHadMoved(TestServer server) {
        TestComponent gateway = server.component("gateway.capulet.lit");
        move(server, Move.Kind.FOR_GOOD);
        gateway.sends("<presence type='probe' id='p' from='r@gateway.capulet.lit' to='juliet@capulet.lit'/>")
                .receives("<presence type='unsubscribed' id='p' from='juliet@capulet.lit' to='r@gateway.capulet.lit'/>")
                .receivesNothing();
        server.connect("romeo@montague.lit/orchard")
                .available()
                .sends("<presence type='probe' id='p' to='juliet@capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3.2", rules = "R199")
    void contactThatLogsInIsToldOnce(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient paris = server.connect("paris@montague.lit/tomb").available();
        Friends.subscribe(romeo, juliet);
        Friends.subscribe(juliet, paris);
        juliet.losesConnection();
        move(server, Move.Kind.FOR_GOOD);

        TestClient phone = server.connect("romeo@montague.lit/phone");
        phone.sends("<presence/>");

        List<Element> errors = phone.received().stream()
                .filter(element -> element.attribute("type", "").equals("error"))
                .toList();
        assertThat(errors).hasSize(1);
        assertTold(errors.get(0), Move.Kind.FOR_GOOD, "juliet@capulet.lit");
        // Paris, who does not get her presence, learns nothing.
        TestClient tomb = server.connect("paris@montague.lit/other");
        tomb.sends("<presence/>");
        assertThat(tomb.received()).noneMatch(element -> element.toString().contains("verona"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message type='chat' id='1' to='%s'><body>x</body></message>",
                "<message id='1' to='%s'><body>x</body></message>",
                "<message type='headline' id='1' to='%s'><body>x</body></message>",
                "<message type='groupchat' id='1' to='%s'><body>x</body></message>",
                "<iq type='get' id='1' to='%s'>" + VCARD + "</iq>",
                "<iq type='set' id='1' to='%s'>" + VCARD + "</iq>",
                "<presence type='subscribe' id='1' to='%s'/>"
            })
    @Section(
            value = "8.3.3.5",
            rules = {"R120", "R122"})
    @Spec(rfc = 6120)
    void whateverIsAnsweredIsAnsweredWithTheNewAddress(String xml, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        for (Move.Kind kind : Move.Kind.values()) {
            move(server, kind);
            for (String to : new String[] {"juliet@capulet.lit", "juliet@capulet.lit/balcony"}) {
                List<Element> answers = romeo.sends(xml.formatted(to)).received();
                assertThat(answers).hasSize(1);
                assertThat(answers.get(0).attribute("id")).contains("1");
                boolean isSubscription = xml.contains("subscribe");
                assertTold(answers.get(0), kind, isSubscription ? JULIET.toString() : to);
            }
        }
        // Nothing is kept for the old account: the sender knows.
        TestClient juliet = server.connect("juliet@capulet.lit/later");
        juliet.sends("<presence/>").receives("<presence from='juliet@capulet.lit/later'/>");
        juliet.receivesNothing();
    }

    @Test
    @Section(value = "8.3.3.5", rules = "R120")
    void requestToAResourceIsAnsweredSoWhoeverAsksAndWhetherItIsThereOrNot(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.subscribe(romeo, juliet);
        TestClient paris = server.connect("paris@montague.lit/tomb");
        move(server, Move.Kind.FOR_GOOD);
        for (String resource : new String[] {"balcony", "chamber"}) {
            String request = "<iq type='get' id='1' to='juliet@capulet.lit/" + resource + "'>" + VCARD + "</iq>";
            romeo.sends(request).receives("<iq type='error' id='1'>" + GONE + "</iq>");
            paris.sends(request).receives("<iq type='error' id='1'>" + GONE + "</iq>");
        }
        juliet.receivesNothing();
    }

    @Test
    @Spec(xep = 191, version = "1.3")
    @Section("3")
    void whoIsBlockedDoesNotLearnTheNewAddress(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends(
                "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='paris@montague.lit'/></block></iq>");
        assertThat(juliet.received())
                .anyMatch(element -> element.attribute("type", "").equals("result"));
        move(server, Move.Kind.FOR_GOOD);
        TestClient paris = server.connect("paris@montague.lit/tomb").available();
        paris.sends("<message type='chat' to='juliet@capulet.lit'><body>x</body></message>")
                .sends("<presence type='subscribe' to='juliet@capulet.lit'/>")
                .sends("<presence type='probe' to='juliet@capulet.lit'/>")
                .sends("<iq type='get' id='1' to='juliet@capulet.lit'>" + VCARD + "</iq>");
        assertThat(paris.received())
                .isNotEmpty()
                .noneMatch(element -> element.toString().contains("verona")
                        || element.toString().contains("gone"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message type='error' id='1' to='juliet@capulet.lit'/>",
                "<iq type='result' id='1' to='juliet@capulet.lit'/>",
                "<iq type='error' id='1' to='juliet@capulet.lit'/>",
                "<presence type='error' id='1' to='juliet@capulet.lit'/>",
                "<presence id='1' to='juliet@capulet.lit'/>",
                "<presence type='unavailable' id='1' to='juliet@capulet.lit'/>",
                "<presence type='unsubscribe' id='1' to='juliet@capulet.lit'/>",
                "<presence type='unsubscribed' id='1' to='juliet@capulet.lit'/>",
                "<presence type='subscribed' id='1' to='juliet@capulet.lit'/>"
            })
    @Section(value = "8.3.1", rules = "R114")
    @Spec(rfc = 6120)
    void answersAndPresenceAreNotAnswered(String xml, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        move(server, Move.Kind.FOR_GOOD);
        romeo.sends(xml).receivesNothing();
    }

    @Test
    @Spec(xep = 283, version = "0.2.0")
    @Section("3.3")
    void goneProvesTheMoveToAContactThatAsksForTheStatement(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        move(server, Move.Kind.FOR_GOOD);
        romeo.sends("<iq type='get' id='83hKgF' to='juliet@capulet.lit'><pubsub"
                        + " xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:moved:1'>"
                        + "<item id='current'/></items></pubsub></iq>")
                .receives("<iq type='error' id='83hKgF' from='juliet@capulet.lit'>" + GONE + "</iq>");
    }

    @Test
    @Spec(xep = 283, version = "0.2.0")
    @Section("3.4")
    void requestFromTheNewAddressIsDeliveredWithItsNotice(TestServer server) {
        String notice = "<moved xmlns='urn:xmpp:moved:1'><old-jid>juliet@capulet.lit</old-jid></moved>";
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        server.connect("juliet@montague.lit/new")
                .sends("<presence type='subscribe' id='sub1' to='romeo@montague.lit'>" + notice + "</presence>");
        romeo.receives("<presence type='subscribe' id='sub1' from='juliet@montague.lit'>" + notice + "</presence>");
    }

    @Test
    @Spec(xep = 283, version = "0.2.0")
    @Section("3.4.1")
    void contactCanTakeTheOldSubscriptionBackAndTheOwnerSeesIt(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.befriend(juliet, romeo);
        Friends.interested(juliet);
        move(server, Move.Kind.FOR_GOOD);
        juliet.received();
        romeo.sends("<presence type='unsubscribed' to='juliet@capulet.lit'/>");
        assertThat(juliet.received()).anyMatch(element -> element.toString().contains("subscription='from'"));
        romeo.sends("<presence type='unsubscribe' to='juliet@capulet.lit'/>");
        assertThat(juliet.received()).anyMatch(element -> element.toString().contains("subscription='none'"));
    }

    @Test
    void ownerStillUsesTheOldAccount(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        move(server, Move.Kind.FOR_GOOD);
        TestClient phone = server.connect("juliet@capulet.lit/phone").available();
        TestClient desk = server.connect("juliet@capulet.lit/desk").available();
        phone.received();
        phone.sends("<message type='chat' id='1' to='juliet@capulet.lit/desk'><body>x</body></message>")
                .sends("<iq type='get' id='2' to='juliet@capulet.lit'><query xmlns='jabber:iq:roster'/></iq>")
                .receives("<iq type='result' id='2'/>")
                .sends("<message type='chat' id='3' to='romeo@montague.lit'><body>farewell</body></message>")
                .receivesNothing();
        desk.receives("<message id='1'/>");
        romeo.receives("<message id='3' from='juliet@capulet.lit/phone'/>");
    }

    @Test
    void moveEndsWhenItIsClearedAndWithTheAccount(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        String hello = "<message type='chat' to='juliet@capulet.lit'><body>x</body></message>";
        move(server, Move.Kind.FOR_GOOD);
        romeo.sends(hello).receives("<message type='error'>" + GONE + "</message>");
        record(server, Optional.empty());
        romeo.sends(hello).receivesNothing();
        move(server, Move.Kind.FOR_GOOD);
        server.stores().accounts().delete(JULIET);
        server.settle();
        romeo.sends(hello).receivesNothing();
        server.account("juliet@capulet.lit");
        romeo.sends(hello).receivesNothing();
    }
}
