package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.xml.Element;
import im.regent.im.api.Rosters;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contacts that are not managed are on {@code montague.lit}, where the entity has no privileges. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = PrivilegedPresenceTest.PRESENCE)
@Spec(xep = 356, version = "0.4.1")
class PrivilegedPresenceTest {
    static final String PRESENCE = Scene.COMPONENTS + """
            virtual-hosts { "capulet.lit" { privileged-entities {
              "pubsub.capulet.lit" { roster = get, roster-push = false, presence = roster }
              "gateway.capulet.lit" { presence = managed_entity }
            } } }
            """;
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
            value = "7.3",
            rules = {"P30", "P1"})
    void initialPresenceIsDirectedToTheEntityWhole(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");

        juliet.sends("<presence id='p' xml:lang='it'><show>chat</show><status>x</status>"
                + "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='n' ver='v'/></presence>");

        assertThat(gateway.received())
                .singleElement()
                .isEqualTo(juliet.received().get(0).with("to", "gateway.capulet.lit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence", "connection", "stream"})
    @Section(value = "7.1", rules = "P31")
    void endIsToldOnceHoweverItComes(String how, TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        gateway.receives("<presence from='juliet@capulet.lit/balcony' to='gateway.capulet.lit'/>");

        switch (how) {
            case "presence" -> juliet.sends("<presence type='unavailable'/>").losesConnection();
            case "connection" -> juliet.losesConnection();
            default -> juliet.closesStream();
        }

        gateway.receives("<presence type='unavailable' from='juliet@capulet.lit/balcony' to='gateway.capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "7.1",
            rules = {"P32", "T1"})
    void noOtherPresenceIsTold(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        gateway.received();

        juliet.sends("<presence><show>away</show></presence>")
                .sends("<presence type='subscribe' to='romeo@montague.lit'/>")
                .sends("<presence to='romeo@montague.lit'/>")
                .sends("<presence type='probe' to='romeo@montague.lit'/>");

        gateway.receivesNothing();
    }

    @Test
    @Section(
            value = "7.1",
            rules = {"P31", "P30"})
    void sessionThatWasNeverAvailableIsNotTold(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");

        server.connect("juliet@capulet.lit/balcony").losesConnection();

        gateway.receivesNothing();
    }

    @Test
    @Section(value = "7.1", rules = "P30")
    void eachResourceIsToldAndComesAgain(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient balcony = server.connect("juliet@capulet.lit/balcony").available();
        server.connect("juliet@capulet.lit/chamber").available();

        balcony.sends("<presence type='unavailable'/>").sends("<presence/>");

        assertThat(summary(gateway.received()))
                .containsExactly(
                        "juliet@capulet.lit/balcony available",
                        "juliet@capulet.lit/chamber available",
                        "juliet@capulet.lit/balcony unavailable",
                        "juliet@capulet.lit/balcony available");
    }

    @Test
    @Section(
            value = "7.4",
            rules = {"P34", "P2"})
    void rosterIncludesManagedAndOtherHostsAreNotManaged(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");

        server.connect("juliet@capulet.lit/balcony").available();
        server.connect("romeo@montague.lit/orchard").available();

        pubsub.receives("<presence from='juliet@capulet.lit/balcony' to='pubsub.capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "7.1", rules = "T4")
    void entityThatIsAContactItselfIsToldOnce(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        gateway.sends("<presence type='subscribe' from='gateway.capulet.lit' to='juliet@capulet.lit'/>");
        juliet.sends("<presence type='subscribed' to='gateway.capulet.lit'/>");
        gateway.received();

        juliet.sends("<presence/>");
        gateway.receives("<presence from='juliet@capulet.lit/balcony'/>").receivesNothing();
        juliet.sends("<presence><show>away</show></presence>");
        gateway.receives("<presence from='juliet@capulet.lit/balcony'><show>away</show></presence>")
                .receivesNothing();
        juliet.losesConnection();
        gateway.receives("<presence type='unavailable' from='juliet@capulet.lit/balcony'/>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "7.1",
            rules = {"T4", "P30"})
    void directedPresenceDoesNotHideTheInitialOne(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");

        juliet.sends("<presence to='gateway.capulet.lit' id='directed'/>");
        gateway.receives("<presence id='directed'/>");
        juliet.sends("<presence id='initial'/>");
        gateway.receives("<presence id='initial'/>").receivesNothing();
    }

    @Test
    @Section(
            value = "8",
            rules = {"P37", "P12"})
    void lateEntityIsToldWhoIsAvailableNow(TestServer server) {
        befriend(server, "juliet@capulet.lit", "romeo@montague.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<presence><show>away</show></presence>");
        server.connect("juliet@capulet.lit/gone").available().losesConnection();
        server.connect("romeo@montague.lit/orchard").available();
        server.connect("romeo@montague.lit/gone").available().losesConnection();
        server.connect("mercutio@montague.lit/x").available();

        connected(server, "pubsub.capulet.lit")
                .receives(
                        "<presence from='juliet@capulet.lit/balcony' to='pubsub.capulet.lit'><show>away</show></presence>")
                .receives(CAME)
                .receivesNothing();
    }

    @Test
    @Section(value = "8", rules = "P37")
    void entityThatReconnectsIsToldAfresh(TestServer server) {
        befriend(server, "juliet@capulet.lit", "romeo@montague.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        connected(server, "pubsub.capulet.lit").receives(CAME).losesConnection();
        romeo.losesConnection();
        server.connect("juliet@capulet.lit/balcony").available();

        connected(server, "pubsub.capulet.lit")
                .receives("<presence from='juliet@capulet.lit/balcony'/>")
                .receivesNothing();
    }

    @Shuffled
    @Section(
            value = "8",
            rules = {"P31", "P37", "P38"})
    void whoeverConnectsWhenIsToldOnce(long seed, TestServer server) {
        befriend(server, "juliet@capulet.lit", "romeo@montague.lit");
        befriend(server, "nurse@capulet.lit", "romeo@montague.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient nurse = server.connect("nurse@capulet.lit/n").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.shuffle(seed);

        TestComponent[] pubsub = new TestComponent[1];
        Accounts accounts = server.stores().accounts();
        // Inside the server's turn a call does not wait until all is done: so these meet in any order.
        accounts.exists(juliet.jid().bare()).thenRun(() -> {
            juliet.sends("<presence/>");
            romeo.sends("<presence/>");
            nurse.losesConnection();
        });
        accounts.exists(juliet.jid().bare())
                .thenCompose(exists -> accounts.exists(romeo.jid().bare()))
                .thenRun(() -> pubsub[0] = server.component("pubsub.capulet.lit"));
        server.settle();

        List<String> told = summary(pubsub[0].received());
        assertThat(told)
                .doesNotHaveDuplicates()
                .contains("juliet@capulet.lit/balcony available", "romeo@montague.lit/orchard available")
                .doesNotContain("romeo@montague.lit/orchard unavailable")
                .first()
                .isEqualTo("capulet.lit available");
        List<String> nurses =
                told.stream().filter(line -> line.startsWith("nurse")).toList();
        assertThat(nurses).isIn(List.of(), List.of("nurse@capulet.lit/n available", "nurse@capulet.lit/n unavailable"));
        romeo.losesConnection();
        pubsub[0].receives(WENT).receivesNothing();
    }
}
