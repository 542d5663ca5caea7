package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.api.Rosters;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contacts that are not managed are on {@code montague.lit}, where the entity has no privileges. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = PrivilegedPresenceTest.PRESENCE)
@Spec(xep = 356, version = "0.4.1")
class ContactPresenceTest {
    private static final String CAME = "<presence from='romeo@montague.lit/orchard' to='pubsub.capulet.lit'/>";
    private static final String WENT =
            "<presence type='unavailable' from='romeo@montague.lit/orchard' to='pubsub.capulet.lit'/>";

    private static TestComponent connected(TestServer server, String domain) {
        TestComponent component = server.component(domain);
        component.receives("<message from='capulet.lit'/>");
        return component;
    }

    private static void befriend(TestServer server, String one, String other) {
        server.account(one).account(other);
        server.provided(Rosters.class).befriend(Jid.valueOf(one), Jid.valueOf(other));
        server.settle();
    }

    private static List<String> summary(List<Element> received) {
        return received.stream()
                .map(element -> element.attribute("from", "") + " " + element.attribute("type", "available"))
                .toList();
    }

    @Test
    @Section(
            value = "7.6",
            rules = {"P35", "P36", "T2"})
    void contactIsToldEvenWhenTheOwnerIsOffline(TestServer server) {
        befriend(server, "juliet@capulet.lit", "romeo@montague.lit");
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();

        pubsub.receives(CAME).receivesNothing();
        romeo.sends("<presence><show>away</show></presence>");
        pubsub.receivesNothing();
        romeo.losesConnection();
        pubsub.receives(WENT).receivesNothing();
        gateway.receivesNothing();
    }

    @Test
    @Section(
            value = "7.6",
            rules = {"P35", "P1"})
    void ownersClientsSeeTheContactAsEver(TestServer server) {
        befriend(server, "juliet@capulet.lit", "romeo@montague.lit");
        connected(server, "pubsub.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();

        server.connect("romeo@montague.lit/orchard").available();

        juliet.receives("<presence from='romeo@montague.lit/orchard'/>").receivesNothing();
    }

    @Test
    @Section(
            value = "8",
            rules = {"P38", "T3"})
    void contactOfTwoAccountsIsToldOnce(TestServer server) {
        befriend(server, "juliet@capulet.lit", "romeo@montague.lit");
        befriend(server, "nurse@capulet.lit", "romeo@montague.lit");
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");

        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        pubsub.receives(CAME).receivesNothing();
        romeo.losesConnection();
        pubsub.receives(WENT).receivesNothing();
    }

    @Test
    @Section(value = "8", rules = "T3")
    void contactIsGoneWhenTheLastSubscriptionEnds(TestServer server) {
        befriend(server, "juliet@capulet.lit", "romeo@montague.lit");
        befriend(server, "nurse@capulet.lit", "romeo@montague.lit");
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        server.connect("romeo@montague.lit/orchard").available();
        TestClient nurse = server.connect("nurse@capulet.lit/n");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        pubsub.receives(CAME);

        nurse.sends("<presence type='unsubscribe' to='romeo@montague.lit'/>");
        pubsub.receivesNothing();
        juliet.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'>"
                + "<item jid='romeo@montague.lit' subscription='remove'/></query></iq>");

        pubsub.receives(WENT).receivesNothing();
    }

    @Test
    @Section(value = "7.4", rules = "T6")
    void directedPresenceOfStrangersIsNotTold(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        server.account("juliet@capulet.lit");

        server.connect("romeo@montague.lit/orchard")
                .sends("<presence to='juliet@capulet.lit'/>")
                .sends("<presence type='unavailable' to='juliet@capulet.lit'/>");

        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "7.4", rules = "T3")
    void contactThatIsManagedTooIsToldOnce(TestServer server) {
        befriend(server, "juliet@capulet.lit", "nurse@capulet.lit");
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");

        TestClient nurse = server.connect("nurse@capulet.lit/n").available();
        pubsub.receives("<presence from='nurse@capulet.lit/n'/>").receivesNothing();
        nurse.losesConnection();
        pubsub.receives("<presence type='unavailable' from='nurse@capulet.lit/n'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "7.4", rules = "T5")
    void entityNeverHearsItsOwnAddresses(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<presence type='subscribe' to='x@pubsub.capulet.lit'/>");
        pubsub.sends("<presence type='subscribed' from='x@pubsub.capulet.lit' to='juliet@capulet.lit'/>");
        pubsub.received();
        juliet.received();

        pubsub.sends("<presence from='x@pubsub.capulet.lit/r' to='juliet@capulet.lit'/>")
                .receivesNothing();

        juliet.receives("<presence from='x@pubsub.capulet.lit/r'/>");
    }

    @Test
    @Section(
            value = "7.4",
            rules = {"P35", "T3"})
    void contactOnAnotherComponentIsTold(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        server.connect("juliet@capulet.lit/balcony").sends("<presence type='subscribe' to='x@plain.lit'/>");
        plain.sends("<presence type='subscribed' from='x@plain.lit' to='juliet@capulet.lit'/>");
        pubsub.received();

        plain.sends("<presence from='x@plain.lit/a' to='juliet@capulet.lit'/>")
                .sends("<presence from='x@plain.lit/b' to='juliet@capulet.lit'/>")
                .sends("<presence from='x@plain.lit' type='unavailable' to='juliet@capulet.lit'/>");

        assertThat(summary(pubsub.received()))
                .containsExactly(
                        "x@plain.lit/a available",
                        "x@plain.lit/b available",
                        "x@plain.lit/a unavailable",
                        "x@plain.lit/b unavailable");
    }
}
