package im.regent.im.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "subscription",
        config = "features.presence.max-directed = 3")
@Spec(rfc = 6121)
class ProbeAndDirectedPresenceTest {
    private static final String JULIET = "juliet@capulet.lit/balcony";
    private static final String ROOM = "hall@rooms.lit/romeo";

    private static String probe(String to) {
        return "<presence from='mouse@rooms.lit' to='" + to + "' type='probe' id='p'/>";
    }

    /** A component's user that is subscribed to Juliet. */
    private static TestComponent subscriber(TestServer server, TestClient juliet) {
        TestComponent rooms = server.component("rooms.lit");
        rooms.sends("<presence from='mouse@rooms.lit' to='juliet@capulet.lit' type='subscribe'/>");
        juliet.sends("<presence to='mouse@rooms.lit' type='subscribed'/>").received();
        rooms.received();
        return rooms;
    }

    @Test
    @Section(
            value = "4.3.2",
            rules = {"R198", "R223"})
    void whoMayNotSeeAnAccountCannotTellItFromAMissingOne(TestServer server) {
        server.connect(JULIET).available();
        TestComponent rooms = server.component("rooms.lit");
        for (String resource : List.of("", "/balcony", "/gone")) {
            rooms.sends(probe("juliet@capulet.lit" + resource)).sends(probe("nobody@capulet.lit" + resource));
            List<Element> answers = rooms.received();
            assertThat(answers).hasSize(2);
            assertThat(answers.get(0).toString())
                    .contains("from='juliet@capulet.lit'", "type='unsubscribed'", "id='p'")
                    .isEqualTo(answers.get(1).toString().replace("nobody", "juliet"));
            assertThat(answers.get(0).children()).isEmpty();
        }
    }

    @Test
    @Section(
            value = "4.3.2",
            rules = {"R200", "R207"})
    void aProbeWhileNobodyIsThereTellsSinceWhen(TestServer server) {
        TestClient juliet = server.connect(JULIET);
        TestComponent rooms = subscriber(server, juliet);
        rooms.sends(probe("juliet@capulet.lit"))
                .receives("<presence from='juliet@capulet.lit' to='mouse@rooms.lit' type='unavailable' id='p'/>");

        juliet.available().losesConnection();
        rooms.received();
        String stamp = server.clock().instant().toString();
        server.clock().advance(Duration.ofHours(3));
        rooms.sends(probe("juliet@capulet.lit"))
                .receives("<presence from='juliet@capulet.lit' type='unavailable' id='p'>"
                        + "<delay xmlns='urn:xmpp:delay' stamp='" + stamp + "'/></presence>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3.2", rules = "R201")
    void aProbeBringsTheLastPresenceOfEachResource(TestServer server) {
        TestClient juliet = server.connect(JULIET);
        TestComponent rooms = subscriber(server, juliet);
        String stamp = server.clock().instant().toString();
        juliet.sends("<presence id='b'><show>dnd</show></presence>");
        server.clock().advance(Duration.ofMinutes(5));
        server.connect("juliet@capulet.lit/chamber").sends("<presence id='c'/>");
        rooms.received();

        rooms.sends(probe("juliet@capulet.lit"))
                .receivesInAnyOrder(
                        "<presence from='" + JULIET + "' to='mouse@rooms.lit' id='b'><show>dnd</show>"
                                + "<delay xmlns='urn:xmpp:delay' stamp='" + stamp + "'/></presence>",
                        "<presence from='juliet@capulet.lit/chamber' id='c'><delay xmlns='urn:xmpp:delay'/></presence>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3.2", rules = "R202")
    void aProbeOfOneResourceTellsOnlyWhetherItIsThere(TestServer server) {
        TestClient juliet = server.connect(JULIET);
        TestComponent rooms = subscriber(server, juliet);
        juliet.sends("<presence><show>dnd</show></presence>");
        rooms.received();

        rooms.sends(probe(JULIET));
        Element answer = rooms.received().get(0);
        assertThat(answer.attribute("from")).contains(JULIET);
        assertThat(answer.attribute("type")).isEmpty();
        assertThat(answer.children()).isEmpty();
        rooms.sends(probe("juliet@capulet.lit/gone"))
                .receives("<presence from='juliet@capulet.lit/gone' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "R203")
    void aClientsProbeIsNoError(TestServer server) {
        TestClient juliet = server.connect(JULIET).available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        romeo.sends("<presence type='probe' to='juliet@capulet.lit'/>").receivesNothing();
        romeo.sends("<presence type='probe' to='nobody@capulet.lit'/>").receivesNothing();
        romeo.sends("<presence type='probe' to='juliet@nowhere.lit'/>").receivesNothing();
        romeo.sends("<presence type='probe'/>").receivesNothing();
        Friends.subscribe(romeo, juliet);
        romeo.sends("<presence type='probe' to='juliet@capulet.lit'/>")
                .receives("<presence from='" + JULIET + "' to='romeo@montague.lit/orchard'/>")
                .receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Section("4.3.2")
    void aSubscriptionThatTheContactHasLostEndsAtTheNextLogin(TestServer server) {
        TestClient juliet = server.connect(JULIET);
        TestClient romeo = Friends.interested(server.connect("romeo@montague.lit/orchard"));
        Friends.subscribe(romeo, juliet);
        server.stores().accounts().delete(Jid.valueOf("juliet@capulet.lit"));
        server.account("juliet@capulet.lit");

        romeo.sends("<presence/>")
                .receives("<presence from='romeo@montague.lit/orchard'/>")
                .receives("<presence from='juliet@capulet.lit' type='unsubscribed'/>")
                .receives("<iq type='set'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='juliet@capulet.lit' subscription='none'/></query></iq>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "4.6.3",
            rules = {"R204", "R206", "R208"})
    void whoGotDirectedPresenceGetsNoBroadcastButTheEnd(TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = server.connect(JULIET).available();
        juliet.sends("<presence to='" + ROOM + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        rooms.receives("<presence from='" + JULIET + "' to='" + ROOM
                + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
        juliet.sends("<presence><show>away</show></presence>");
        rooms.receivesNothing();

        rooms.sends("<presence from='" + ROOM + "' to='" + JULIET + "' type='probe'/>");
        Element answer = rooms.received().get(0);
        assertThat(answer.attribute("from")).contains(JULIET);
        assertThat(answer.attribute("type")).isEmpty();
        assertThat(answer.children()).isEmpty();
        rooms.sends("<presence from='" + ROOM + "' to='juliet@capulet.lit' type='probe'/>")
                .receives("<presence from='juliet@capulet.lit' type='unsubscribed'/>");

        juliet.losesConnection();
        rooms.receives("<presence from='" + JULIET + "' to='" + ROOM + "' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "4.6.3",
            rules = {"R206", "R208"})
    void aSubscriberWhoGotDirectedPresenceHearsOfTheEndOnce(TestServer server) {
        TestClient juliet = server.connect(JULIET).available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.subscribe(romeo, juliet);
        juliet.sends("<presence to='romeo@montague.lit'><show>chat</show></presence>");
        juliet.sends("<presence to='romeo@montague.lit/orchard'/>");
        romeo.received();
        juliet.sends("<presence><show>away</show></presence>");
        romeo.receives("<presence from='" + JULIET + "'><show>away</show></presence>")
                .receivesNothing();
        juliet.sends("<presence type='unavailable'/>");
        romeo.receives("<presence from='" + JULIET + "' type='unavailable'/>").receivesNothing();
    }

    @Test
    @Section(value = "4.6.3", rules = "R209")
    void aResourceThatNeverWasAvailableCanDirectPresence(TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = server.connect(JULIET);
        juliet.sends("<presence to='" + ROOM + "'/>");
        rooms.receives("<presence from='" + JULIET + "' to='" + ROOM + "'/>");
        juliet.closesStream();
        rooms.receives("<presence from='" + JULIET + "' to='" + ROOM + "' type='unavailable'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.6.1", rules = "R210")
    void whoWasToldOrLeftNeedNotBeToldAgain(TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = server.connect(JULIET).available();
        for (String nick : List.of("a", "b", "c")) {
            juliet.sends("<presence to='hall@rooms.lit/" + nick + "'/>");
        }
        juliet.sends("<presence to='hall@rooms.lit/a' type='unavailable'/>");
        rooms.received();
        rooms.sends("<presence from='hall@rooms.lit/b' to='" + JULIET + "' type='unavailable'/>");
        rooms.sends("<presence from='hall@rooms.lit/c' to='" + JULIET
                + "' type='error'><error type='cancel'><conflict xmlns='{stanzas}'/></error></presence>");
        assertThat(juliet.received()).as("both were delivered").hasSize(2);
        juliet.losesConnection();
        rooms.receivesNothing();
    }

    @Test
    @Section(value = "4.6.1", rules = "R211")
    void cancellingASubscriptionHidesFromWhomPresenceWasDirectedTo(TestServer server) {
        TestClient juliet = server.connect(JULIET);
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.subscribe(romeo, juliet);
        juliet.sends("<presence to='romeo@montague.lit/orchard'/>");
        romeo.received();
        juliet.sends("<presence to='romeo@montague.lit' type='unsubscribed'/>");
        romeo.receives("<presence from='" + JULIET + "' type='unavailable'/>");
        romeo.received();
        juliet.losesConnection();
        romeo.receivesNothing();
    }

    @Test
    @Section("4.6.3")
    void presenceIsDirectedOnlyToAsManyAsCanBeToldOfTheEnd(TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = server.connect(JULIET);
        for (int i = 0; i < 3; i++) {
            juliet.sends("<presence to='hall@rooms.lit/" + i + "'/>").receivesNothing();
        }
        juliet.sends("<presence to='hall@rooms.lit/3' id='p'/>")
                .receives("<presence type='error' id='p' from='hall@rooms.lit/3'><error>"
                        + "<policy-violation xmlns='{stanzas}'/></error></presence>");
        assertThat(rooms.received()).hasSize(3);
        juliet.sends("<presence to='hall@rooms.lit/0'/>").receivesNothing();
        juliet.sends("<presence to='hall@rooms.lit/0' type='unavailable'/>");
        juliet.sends("<presence to='hall@rooms.lit/3'/>").receivesNothing();
    }

    @Test
    @Section(
            value = "8.5",
            rules = {"R197", "R220", "R224"})
    void inboundPresenceReachesWhomItIsFor(TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = server.connect(JULIET).available();
        TestClient silent = server.connect("juliet@capulet.lit/silent");
        String presence = "<presence from='mouse@rooms.lit/x' to='%s'><status>squeak</status></presence>";
        rooms.sends(presence.formatted("juliet@capulet.lit"));
        juliet.receives(presence.formatted("juliet@capulet.lit")).receivesNothing();
        silent.receivesNothing();
        rooms.sends(presence.formatted("juliet@capulet.lit/silent"));
        silent.receives(presence.formatted("juliet@capulet.lit/silent"));
        juliet.receivesNothing();

        rooms.sends(presence.formatted("juliet@capulet.lit/gone"));
        rooms.sends(presence.formatted("nobody@capulet.lit"));
        rooms.sends(presence.formatted("capulet.lit"));
        rooms.sends("<presence from='rooms.lit' to='juliet@capulet.lit' type='error'><error type='cancel'>"
                + "<gone xmlns='{stanzas}'/></error></presence>");
        juliet.receivesNothing();
        silent.receivesNothing();
        rooms.receivesNothing();
    }
}
