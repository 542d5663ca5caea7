package im.regent.im.last;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@XmppTest
@Spec(xep = 12, version = "2.0")
class LastActivityTest {
    private static final String UNAVAILABLE =
            "<iq type='error' id='l'><error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>";

    private static String get(String to) {
        return "<iq type='get' id='l'" + (to.isEmpty() ? "" : " to='" + to + "'")
                + "><query xmlns='jabber:iq:last'/></iq>";
    }

    private static String ago(String from, int seconds, String status) {
        return "<iq type='result' id='l' from='" + from + "'><query xmlns='jabber:iq:last' seconds='" + seconds + "'>"
                + status + "</query></iq>";
    }

    /** Who gets Juliet's presence. */
    private static TestClient romeo(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/first");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard").available();
        Friends.subscribe(romeo, juliet);
        juliet.losesConnection();
        romeo.received();
        return romeo;
    }

    private static Element answer(TestClient client, String to) {
        return client.sends(get(to)).received().get(0);
    }

    @Test
    @Section("3")
    void contactLearnsHowLongAgoTheUserLoggedOutAndWhatItSaid(TestServer server) {
        TestClient romeo = romeo(server);
        server.connect("juliet@capulet.lit/balcony")
                .available()
                .sends("<presence type='unavailable'><status>Heading Home</status></presence>");
        server.clock().advance(Duration.ofMillis(903_999));
        romeo.received();
        romeo.sends(get("juliet@capulet.lit")).receives(ago("juliet@capulet.lit", 903, "Heading Home"));
    }

    @Test
    @Section("3")
    void lostConnectionLeavesNoStatus(TestServer server) {
        TestClient romeo = romeo(server);
        server.connect("juliet@capulet.lit/balcony")
                .sends("<presence><status>here</status></presence>")
                .losesConnection();
        server.clock().advance(Duration.ofSeconds(5));
        romeo.received();
        assertThat(answer(romeo, "juliet@capulet.lit").firstChild())
                .contains(Element.of("jabber:iq:last", "query").with("seconds", "5"));
    }

    @Test
    @Section("3")
    void overlongStatusIsLeftAway(TestServer server) {
        TestClient romeo = romeo(server);
        server.connect("juliet@capulet.lit/balcony")
                .available()
                .sends("<presence type='unavailable'><status>" + "x".repeat(1024) + "</status></presence>");
        romeo.received();
        assertThat(answer(romeo, "juliet@capulet.lit")
                        .firstChild()
                        .orElseThrow()
                        .text())
                .isEmpty();
    }

    @Test
    @Section("3")
    void availableUserIsActiveNowAndItsStatusIsNotTold(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient other = server.connect("juliet@capulet.lit/other").available();
        other.sends("<presence type='unavailable'><status>bye</status></presence>");
        juliet.received();
        romeo.received();
        server.clock().advance(Duration.ofSeconds(30));
        assertThat(answer(romeo, "juliet@capulet.lit").firstChild())
                .contains(Element.of("jabber:iq:last", "query").with("seconds", "0"));
        juliet.receivesNothing();
    }

    @Test
    @Section("3")
    void connectedUserWithoutPresenceLooksAsToAProbe(TestServer server) {
        TestClient romeo = romeo(server);
        server.connect("juliet@capulet.lit/balcony").available().losesConnection();
        server.clock().advance(Duration.ofSeconds(7));
        server.connect("juliet@capulet.lit/hidden");
        romeo.received();
        romeo.sends(get("juliet@capulet.lit")).receives(ago("juliet@capulet.lit", 7, ""));
    }

    @Test
    @Section("3")
    void userThatWasNeverAvailableIsNotFound(TestServer server) {
        romeo(server)
                .sends(get("juliet@capulet.lit"))
                .receives(
                        "<iq type='error' id='l'><error type='cancel'><item-not-found xmlns='{stanzas}'/></error></iq>");
    }

    @Test
    @Section("3")
    void ownAccountIsActiveWheneverAClientAsks(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends(get("juliet@capulet.lit")).receives(ago("juliet@capulet.lit", 0, ""));
        juliet.sends(get("")).receives("<iq type='result' id='l'><query xmlns='jabber:iq:last' seconds='0'/></iq>");
    }

    @Test
    @Section("8")
    void whoMayNotSeeThePresenceLearnsNothing(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient stranger = server.connect("mouse@capulet.lit/r").available();
        // A subscription has a direction: she gets his presence, he does not get hers.
        Friends.subscribe(juliet, stranger);
        String online = answer(stranger, "juliet@capulet.lit").toString();
        juliet.losesConnection();
        stranger.received();
        String offline = answer(stranger, "juliet@capulet.lit").toString();
        String missing = answer(stranger, "nobody@capulet.lit").toString();
        assertThat(online).isEqualTo(offline).isEqualTo(missing.replace("nobody", "juliet"));
        stranger.sends(get("juliet@capulet.lit")).receives(UNAVAILABLE);
    }

    @Test
    @Section("8")
    void blockedContactLearnsNothing(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'>"
                + "<item jid='romeo@capulet.lit'/></block></iq>");
        romeo.received();
        romeo.sends(get("juliet@capulet.lit")).receives(UNAVAILABLE);
    }

    @Test
    @Section("4")
    void clientAnswersForItselfToThoseWhoMayAsk(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        romeo.received();
        romeo.sends(get("juliet@capulet.lit/balcony"));
        juliet.receives("<iq type='get' id='l' from='romeo@capulet.lit/orchard'><query xmlns='jabber:iq:last'/></iq>")
                .sends("<iq type='result' id='l' to='romeo@capulet.lit/orchard'>"
                        + "<query xmlns='jabber:iq:last' seconds='123'/></iq>");
        romeo.receives(ago("juliet@capulet.lit/balcony", 123, ""));
        server.connect("mouse@capulet.lit/r")
                .sends(get("juliet@capulet.lit/balcony"))
                .receives(UNAVAILABLE);
        juliet.receivesNothing();
    }

    @Test
    @Section("5")
    void serverTellsItsUptime(TestServer server) {
        server.clock().advance(Duration.ofSeconds(123_456));
        server.connect("romeo@capulet.lit/orchard").sends(get("capulet.lit")).receives(ago("capulet.lit", 123_456, ""));
    }

    @Test
    @Section("6")
    void supportIsDiscovered(TestServer server) {
        server.connect("romeo@capulet.lit/orchard")
                .sends(
                        "<iq type='get' id='d' to='capulet.lit'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<feature var='jabber:iq:last'/></query></iq>");
    }
}
