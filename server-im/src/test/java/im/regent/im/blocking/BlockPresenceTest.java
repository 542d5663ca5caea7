package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.block;
import static im.regent.im.blocking.Blocks.unblock;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sees the account come and go. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(xep = 191, version = "1.3")
class BlockPresenceTest {
    private static final String GONE =
            "<presence type='unavailable' from='juliet@capulet.lit/%s' to='romeo@montague.lit'/>";

    private static TestClient juliet(TestServer server, String resource) {
        TestClient juliet = server.connect("juliet@capulet.lit/" + resource);
        juliet.sends("<presence><show>away</show></presence>");
        juliet.received();
        return juliet;
    }

    private static TestClient romeo(TestServer server) {
        return server.connect("romeo@montague.lit/orchard").available();
    }

    private static String subscription(TestClient owner) {
        owner.received();
        owner.sends("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>");
        return owner.received()
                .get(0)
                .firstChild()
                .orElseThrow()
                .children()
                .get(0)
                .attribute("subscription", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"romeo@montague.lit", "montague.lit"})
    @Section("3.3")
    void blockedContactSeesEveryResourceGoAndTheSubscriptionsStay(String item, TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        juliet(server, "chamber");
        server.connect("juliet@capulet.lit/silent");
        romeo.received();
        juliet.received();

        block(juliet, item).receivesNothing();

        romeo.receivesInAnyOrder(GONE.formatted("balcony"), GONE.formatted("chamber"))
                .receivesNothing();
        assertThat(subscription(juliet)).isEqualTo("both");
        assertThat(subscription(romeo)).isEqualTo("both");
    }

    @Test
    @Section("3.3")
    void whatIsSeenIsWhatAConnectionThatBreaksShows(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        TestClient benvolio = server.connect("benvolio@montague.lit/x").available();
        Friends.befriend(juliet, romeo);
        Friends.befriend(juliet, benvolio);
        romeo.received();
        benvolio.received();
        block(juliet, "romeo@montague.lit");
        juliet.losesConnection();
        List<Element> blocked = romeo.received();
        List<Element> ordinary = benvolio.received();
        assertThat(blocked.toString().replace("romeo", "benvolio")).isEqualTo(ordinary.toString());
    }

    @Test
    @Section("3.3")
    void whoMayNotSeeTheAccountHearsNothing(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        Friends.subscribe(juliet, romeo);
        block(juliet, "romeo@montague.lit");
        romeo.receivesNothing();
    }

    @Test
    @Section("3.3")
    void blockedContactSeesNoBroadcastNoEndAndNoGreeting(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        block(juliet, "romeo@montague.lit");
        romeo.received();
        juliet.received();

        juliet.sends("<presence><show>dnd</show></presence>");
        romeo.receivesNothing();
        romeo.sends("<presence type='unavailable'/>").sends("<presence/>");
        assertThat(romeo.received())
                .allMatch(element -> element.attribute("from", "").startsWith("romeo"));
        romeo.sends("<presence type='probe' to='juliet@capulet.lit'/>").receivesNothing();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        chamber.losesConnection();
        romeo.receivesNothing();
        juliet.received()
                .forEach(element -> assertThat(element.attribute("from", "")).startsWith("juliet"));
    }

    @Test
    @Section("3.4")
    void contactThatIsBlockedNoLongerSeesWhatIsSaidNowAndIsSeenAgain(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        block(juliet, "romeo@montague.lit");
        juliet.sends("<presence><show>dnd</show></presence>");
        romeo.sends("<presence><show>xa</show></presence>");
        romeo.received();
        juliet.received();

        unblock(juliet, "romeo@montague.lit")
                .receives("<presence from='romeo@montague.lit/orchard'><show>xa</show></presence>")
                .receivesNothing();

        romeo.receives("<presence from='juliet@capulet.lit/balcony'><show>dnd</show></presence>")
                .receivesNothing();
    }

    @Test
    @Section("3.5")
    void unblockingAllShowsTheAccountToEveryContactThatWasBlocked(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        TestClient nurse = server.connect("nurse@capulet.lit/hall").available();
        Friends.befriend(juliet, romeo);
        Friends.befriend(juliet, nurse);
        block(juliet, "montague.lit");
        romeo.received();

        unblock(juliet);

        romeo.receives("<presence from='juliet@capulet.lit/balcony'><show>away</show></presence>");
        nurse.receivesNothing();
    }

    @Test
    @Section("3.4")
    void contactUnderAnotherItemStaysBlocked(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        block(juliet, "romeo@montague.lit");
        romeo.received();
        block(juliet, "montague.lit");
        romeo.receivesNothing();
        unblock(juliet, "romeo@montague.lit").receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Section("6")
    void itemWithAResourceIsToldAndShownAtThatResource(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        TestClient street = server.connect("romeo@montague.lit/street").available();
        Friends.befriend(juliet, romeo);
        romeo.received();
        street.received();

        block(juliet, "romeo@montague.lit/orchard");
        romeo.receives("<presence type='unavailable' to='romeo@montague.lit/orchard'/>");
        street.receivesNothing();
        unblock(juliet, "romeo@montague.lit/orchard");
        romeo.receives("<presence from='juliet@capulet.lit/balcony' to='romeo@montague.lit/orchard'>"
                + "<show>away</show></presence>");
        street.receivesNothing();
    }

    @Test
    @Section("3.3")
    void whoGotDirectedPresenceIsToldOnceAndNotAgainAtTheEnd(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient romeo = romeo(server);
        juliet.sends("<presence to='romeo@montague.lit/orchard'/>");
        romeo.received();

        block(juliet, "romeo@montague.lit");
        romeo.receives(
                        "<presence type='unavailable' from='juliet@capulet.lit/balcony' to='romeo@montague.lit/orchard'/>")
                .receivesNothing();
        unblock(juliet, "romeo@montague.lit");
        juliet.losesConnection();
        romeo.receivesNothing();
    }

    @Test
    @Section("3.3")
    void componentThatIsBlockedGetsTheEndAndNothingMore(TestServer server) {
        TestComponent gateway = server.component("gateway.lit");
        TestClient juliet = juliet(server, "balcony");
        gateway.sends("<presence type='subscribe' from='ibm@gateway.lit' to='juliet@capulet.lit'/>");
        juliet.sends("<presence type='subscribed' to='ibm@gateway.lit'/>");
        gateway.received();

        block(juliet, "gateway.lit");
        gateway.receives("<presence type='unavailable' from='juliet@capulet.lit/balcony' to='ibm@gateway.lit'/>");
        juliet.sends("<presence><show>dnd</show></presence>");
        juliet.losesConnection();
        gateway.sends("<presence type='probe' from='ibm@gateway.lit' to='juliet@capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    @Section("3.3")
    void removingABlockedContactTellsItNothing(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        block(juliet, "romeo@montague.lit");
        romeo.received();
        juliet.sends("<iq type='set' id='x'><query xmlns='jabber:iq:roster'>"
                + "<item jid='romeo@montague.lit' subscription='remove'/></query></iq>");
        romeo.receivesNothing();
    }

    @Test
    @Section("3.3")
    void bothMayBlockEachOther(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        block(juliet, "romeo@montague.lit");
        romeo.received();
        block(romeo, "juliet@capulet.lit");
        juliet.receivesNothing();
        unblock(juliet).receivesNothing();
        romeo.receivesNothing();
        unblock(romeo).receives("<presence from='juliet@capulet.lit/balcony'><show>away</show></presence>");
        juliet.receives("<presence from='romeo@montague.lit/orchard'/>");
    }
}
