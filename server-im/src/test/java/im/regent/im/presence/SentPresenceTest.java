package im.regent.im.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.im.Friends;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sessions may send as presence, and who gets it in states that are less usual. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "subscription")
@Spec(rfc = 6121)
class SentPresenceTest {
    private static final String JULIET = "juliet@capulet.lit/balcony";

    @ParameterizedTest
    @ValueSource(
            strings = {"", "to='romeo@montague.lit'", "to='romeo@montague.lit/orchard'", "to='nobody@capulet.lit'"})
    @Section(value = "4.7.1", rules = "R212")
    void presenceOfAnUnknownTypeIsABadRequest(String to, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect(JULIET).available();
        Friends.befriend(romeo, juliet);

        for (String type : new String[] {"available", "invisible", "Unavailable", "online"}) {
            juliet.sends("<presence type='" + type + "' id='i' " + to + "/>")
                    .receives("<presence type='error' id='i'><error type='modify'>"
                            + "<bad-request xmlns='{stanzas}'/></error></presence>")
                    .receivesNothing();
        }
        romeo.receivesNothing();
        assertThat(server.provided(Presences.class).available(juliet.jid())).hasSize(1);
    }

    @Test
    @Section(value = "4.7.1", rules = "R212")
    void aComponentHearsTheSame(TestServer server) {
        TestClient juliet = server.connect(JULIET).available();
        server.component("rooms.lit")
                .sends("<presence from='mouse@rooms.lit' to='" + JULIET + "' type='hidden' id='i'/>")
                .receives("<presence type='error' id='i' to='mouse@rooms.lit'><error type='modify'>"
                        + "<bad-request xmlns='{stanzas}'/></error></presence>");
        juliet.receivesNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "<show>away</show>, 0",
        "<show>chat</show>, 0",
        "<show>dnd</show><status>a</status><status xml:lang='it'>b</status>, 0",
        "<show>xa</show><priority>-128</priority>, -128",
        "<priority>127</priority>, 127",
        "<priority>0</priority>, 0",
        "<priority xmlns='urn:other'>999</priority>, 0",
        "<show xmlns='urn:other'>asleep</show>, 0"
    })
    @Section(value = "4.7.2", rules = "R213")
    void whatPresenceMaySayIsBroadcast(String content, int priority, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect(JULIET);
        Friends.befriend(romeo, juliet);

        juliet.sends("<presence>" + content + "</presence>");

        romeo.receives("<presence from='" + JULIET + "'>" + content + "</presence>")
                .receivesNothing();
        assertThat(server.provided(Presences.class).available(juliet.jid()))
                .extracting(SessionPresence::priority)
                .containsExactly(priority);
    }

    @Test
    @Section(value = "4.4.2", rules = "R205")
    void laterPresenceReachesSubscribersOfBothKindsAndTheOwnResources(TestServer server) {
        TestClient juliet = server.connect(JULIET).available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        TestClient hall = server.connect("juliet@capulet.lit/hall");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient tybalt = server.connect("tybalt@capulet.lit/street").available();
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen").available();
        Friends.befriend(romeo, juliet);
        Friends.subscribe(tybalt, juliet);
        Friends.subscribe(juliet, nurse);
        chamber.received();

        juliet.sends("<presence id='l'><show>away</show></presence>");

        String sent = "<presence from='" + JULIET + "' id='l'><show>away</show></presence>";
        for (TestClient client : new TestClient[] {juliet, chamber, romeo, tybalt}) {
            client.receives(sent).receivesNothing();
        }
        hall.receivesNothing();
        nurse.receivesNothing();
    }

    @Test
    @Section(
            value = "4.5.2",
            rules = {"R196", "R207"})
    void whoBecomesAvailableAgainProbesAgain(TestServer server) {
        TestComponent gateway = server.component("gateway.lit");
        TestClient juliet = server.connect(JULIET);
        for (String user : new String[] {"to", "both"}) {
            juliet.sends("<presence to='" + user + "@gateway.lit' type='subscribe'/>");
            gateway.sends("<presence from='" + user + "@gateway.lit' to='juliet@capulet.lit' type='subscribed'/>");
        }
        gateway.sends("<presence from='both@gateway.lit' to='juliet@capulet.lit' type='subscribe'/>");
        gateway.sends("<presence from='from@gateway.lit' to='juliet@capulet.lit' type='subscribe'/>");
        juliet.sends("<presence to='both@gateway.lit' type='subscribed'/>"
                + "<presence to='from@gateway.lit' type='subscribed'/>");
        gateway.received();

        for (int i = 0; i < 2; i++) {
            juliet.sends("<presence/>");
            gateway.receivesInAnyOrder(
                            "<presence from='juliet@capulet.lit' to='to@gateway.lit' type='probe'/>",
                            "<presence from='juliet@capulet.lit' to='both@gateway.lit' type='probe'/>",
                            "<presence from='" + JULIET + "' to='both@gateway.lit'/>",
                            "<presence from='" + JULIET + "' to='from@gateway.lit'/>")
                    .receivesNothing();
            juliet.sends("<presence type='unavailable'/>");
            gateway.receivesInAnyOrder(
                            "<presence from='" + JULIET + "' to='both@gateway.lit' type='unavailable'/>",
                            "<presence from='" + JULIET + "' to='from@gateway.lit' type='unavailable'/>")
                    .receivesNothing();
        }
    }

    @Test
    @Section(
            value = "4.6.3",
            rules = {"R206", "R209"})
    void aResourceThatHasBecomeUnavailableCanDirectPresenceAndItsEndIsToldOnce(TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = server.connect(JULIET).available().sends("<presence type='unavailable'/>");
        juliet.sends("<presence to='hall@rooms.lit/j'><status>x</status></presence>");
        rooms.receives("<presence from='" + JULIET + "' to='hall@rooms.lit/j'><status>x</status></presence>");
        assertThat(server.provided(Presences.class).available(Jid.valueOf("juliet@capulet.lit")))
                .isEmpty();

        juliet.sends("<presence type='unavailable'><status>bye</status></presence>");
        rooms.receives("<presence from='" + JULIET
                        + "' to='hall@rooms.lit/j' type='unavailable'><status>bye</status></presence>")
                .receivesNothing();
        juliet.losesConnection();
        rooms.receivesNothing();
    }
}
