package im.regent.im.recipients;

import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many strangers an account may approach. */
@XmppTest(config = "features.recipients { max = 3, within = 10 minutes }")
@Spec(rfc = 6120)
class RecipientLimitTest {
    private static final String WAIT = "<error type='wait'><policy-violation xmlns='{stanzas}'/>"
            + "<too-many-stanzas xmlns='urn:xmpp:errors'/></error>";

    /** There is no such account, which nobody is told. */
    private static void writesTo(TestClient client, int stranger) {
        client.sends(message(stranger, "m" + stranger)).receivesNothing();
    }

    private static String message(int stranger, String id) {
        return "<message type='chat' id='" + id + "' to='stranger" + stranger
                + "@capulet.lit'><body>buy</body></message>";
    }

    private static TestClient afterThree(TestServer server) {
        TestClient spammer = server.connect("tybalt@capulet.lit/street");
        for (int i = 1; i <= 3; i++) {
            writesTo(spammer, i);
        }
        return spammer;
    }

    private static void assertTooMany(TestClient client, int stranger) {
        client.sends(message(stranger, "over")).receives("<message type='error' id='over'>" + WAIT + "</message>");
    }

    @Test
    @Section(value = "13.12", rules = "R149")
    void oneStrangerTooManyIsAnsweredWithAnErrorThatSaysWait(TestServer server) {
        TestClient victim = server.connect("juliet@capulet.lit/balcony").available();
        TestClient spammer = afterThree(server);
        spammer.sends("<message type='chat' id='over' to='juliet@capulet.lit'><body>buy</body></message>")
                .receives("<message type='error' id='over' from='juliet@capulet.lit'>" + WAIT + "</message>");
        victim.receivesNothing();
    }

    @Test
    @Section(value = "13.12", rules = "R149")
    void whomOneHasWrittenToMayBeWrittenToAgain(TestServer server) {
        TestClient spammer = afterThree(server);
        for (int i = 1; i <= 3; i++) {
            writesTo(spammer, i);
        }
        // Another resource of the same stranger is the same stranger.
        spammer.sends("<message type='chat' id='r' to='stranger1@capulet.lit/x'><body>buy</body></message>")
                .receivesNothing();
    }

    @Test
    @Section(value = "13.12", rules = "R149")
    void whenTheTimeIsOverTheCountBeginsAnew(TestServer server) {
        TestClient spammer = afterThree(server);
        server.clock().advance(Duration.ofMinutes(10).minusMillis(1));
        assertTooMany(spammer, 4);
        server.clock().advance(Duration.ofMillis(1));
        writesTo(spammer, 4);
    }

    @Test
    @Section(value = "13.12", rules = "R149")
    void anotherSessionOfTheAccountIsNoWayAround(TestServer server) {
        afterThree(server).losesConnection();
        assertTooMany(server.connect("tybalt@capulet.lit/alley"), 4);
        writesTo(server.connect("romeo@capulet.lit/orchard"), 4);
    }

    @Test
    @Section(value = "13.12", rules = "R149")
    void contactsAreNoStrangers(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient tybalt = server.connect("tybalt@capulet.lit/street").available();
        Friends.subscribe(tybalt, juliet);
        server.clock().advance(Duration.ofMinutes(10));
        for (int i = 1; i <= 3; i++) {
            writesTo(tybalt, i);
        }
        assertTooMany(tybalt, 4);
        tybalt.sends("<message type='chat' id='c' to='juliet@capulet.lit'><body>cousin</body></message>")
                .receivesNothing();
        juliet.receives("<message id='c'/>");
        tybalt.sends("<iq type='get' id='p' to='juliet@capulet.lit/balcony'><ping xmlns='urn:xmpp:ping'/></iq>");
        juliet.receives("<iq id='p'/>");
    }

    @Test
    @Section(value = "13.12", rules = "R149")
    void writingSomebodyIntoTheRosterMakesNoContact(TestServer server) {
        TestClient spammer = afterThree(server);
        spammer.sends(
                        "<iq type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='stranger4@capulet.lit'/></query></iq>")
                .receives("<iq type='result' id='r'/>");
        assertTooMany(spammer, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' id='x' to='stranger4@capulet.lit/a'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='set' id='x' to='stranger4@capulet.lit'><a xmlns='b'/></iq>",
                "<presence id='x' to='stranger4@capulet.lit'/>",
                "<presence id='x' type='subscribe' to='stranger4@capulet.lit'/>",
                "<message id='x' type='headline' to='stranger4@capulet.lit'><body>buy</body></message>",
                "<message id='x' type='groupchat' to='stranger4@capulet.lit'><body>buy</body></message>"
            })
    @Section(value = "13.12", rules = "R149")
    void requestsAndPresenceAndEveryMessageCount(String stanza, TestServer server) {
        String name = stanza.substring(1, stanza.indexOf(' '));
        afterThree(server).sends(stanza).receives("<" + name + " type='error' id='x'>" + WAIT + "</" + name + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='result' id='x' to='romeo@capulet.lit/orchard'/>",
                "<iq type='error' id='x' to='romeo@capulet.lit/orchard'>"
                        + "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>",
                "<message type='error' id='x' to='romeo@capulet.lit/orchard'>"
                        + "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></message>"
            })
    @Section(value = "13.12", rules = "R149")
    void answersDoNotCount(String stanza, TestServer server) {
        TestClient romeo = server.connect("romeo@capulet.lit/orchard").available();
        TestClient spammer = afterThree(server).sends(stanza).receivesNothing();
        romeo.receives("<" + stanza.substring(1, stanza.indexOf(' ')) + " id='x'/>");
        spammer.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' id='x' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='get' id='x' to='tybalt@capulet.lit/street'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='get' id='x'><query xmlns='jabber:iq:roster'/></iq>"
            })
    void theServerAndTheAccountItselfDoNotCount(String stanza, TestServer server) {
        TestClient spammer = afterThree(server).sends(stanza);
        spammer.receives("<iq id='x'/>").receivesNothing();
        assertTooMany(spammer, 4);
    }
}
