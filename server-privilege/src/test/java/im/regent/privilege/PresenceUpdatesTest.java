package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.im.api.Rosters;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What entities hear of those who stay available, where an administrator wants more than their coming and going. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = PresenceUpdatesTest.CONFIG)
@Spec(xep = 356, version = "0.4.1")
@Section(value = "7.1", rules = "T1")
class PresenceUpdatesTest {
    static final String CONFIG = Scene.COMPONENTS + """
            virtual-hosts { "capulet.lit" { privileged-entities {
              "pubsub.capulet.lit" { roster = get, roster-push = false, presence = roster, presence-updates = caps }
              "gateway.capulet.lit" { presence = managed_entity, presence-updates = all }
            } } }
            """;

    private static TestComponent connected(TestServer server, String domain) {
        TestComponent component = server.component(domain);
        component.received();
        return component;
    }

    private static String presence(String show, String version) {
        return "<presence><show>" + show + "</show><c xmlns='http://jabber.org/protocol/caps' node='urn:c' ver='"
                + version + "'/></presence>";
    }

    private static String hashes(String value) {
        return "<presence><c xmlns='urn:xmpp:caps'><hash xmlns='urn:xmpp:hashes:2' algo='sha-256'>" + value
                + "</hash></c></presence>";
    }

    @Test
    void changeOfCapabilitiesIsTold(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");

        juliet.sends(presence("chat", "1"));
        pubsub.receives(presence("chat", "1")).receivesNothing();
        juliet.sends(presence("away", "1"));
        pubsub.receivesNothing();
        juliet.sends(presence("away", "2"));
        pubsub.receives(presence("away", "2")).receivesNothing();
        juliet.sends(hashes("a"));
        pubsub.receives(hashes("a")).receivesNothing();
        juliet.sends(hashes("b") + hashes("b"));
        pubsub.receives(hashes("b")).receivesNothing();
        juliet.sends("<presence/>").sends("<presence type='unavailable'/>");
        pubsub.receives("<presence from='juliet@capulet.lit/balcony'/>")
                .receives("<presence type='unavailable' from='juliet@capulet.lit/balcony'/>")
                .receivesNothing();
    }

    @Test
    void everyChangeIsTold(TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");

        juliet.sends(presence("chat", "1") + presence("away", "1") + presence("away", "1"));

        gateway.receives(presence("chat", "1")).receives(presence("away", "1")).receivesNothing();
    }

    @Test
    void contactsAreTreatedAlike(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        for (String account : new String[] {"juliet@capulet.lit", "nurse@capulet.lit"}) {
            server.account(account).account("romeo@montague.lit");
            server.provided(Rosters.class).befriend(Jid.valueOf(account), Jid.valueOf("romeo@montague.lit"));
            server.settle();
        }
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        romeo.sends(presence("chat", "1") + presence("away", "1") + presence("away", "2"));

        pubsub.receives(presence("chat", "1")).receives(presence("away", "2")).receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<presence to='nurse@capulet.lit/x'><c xmlns='urn:xmpp:caps'/></presence>",
                "<presence><priority>1000</priority><c xmlns='urn:xmpp:caps'/></presence>",
                "<presence type='probe'><c xmlns='urn:xmpp:caps'/></presence>"
            })
    void whatIsNotBroadcastIsNotTold(String presence, TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        pubsub.receives("<presence/>");

        juliet.sends(presence);

        pubsub.receivesNothing();
    }

    @Test
    void entityThatConnectsHearsOfTheLastPresence(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony")
                .sends(presence("chat", "1"))
                .sends(presence("away", "2"));

        TestComponent pubsub = connectedAfterAdvertisement(server);
        pubsub.receives(presence("away", "2")).receivesNothing();
        juliet.sends(presence("away", "2"));
        pubsub.receivesNothing();
    }

    private static TestComponent connectedAfterAdvertisement(TestServer server) {
        return server.component("pubsub.capulet.lit").receives("<message from='capulet.lit'/>");
    }

    @Shuffled
    void lastWordIsTheLast(long seed, TestServer server) {
        server.shuffle(seed);
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (int i = 0; i < 5; i++) {
            juliet.sendsLater(presence("chat", "v" + i));
        }
        juliet.sendsLater("<presence type='unavailable'/>");

        var received = gateway.received();
        assertThat(received).hasSize(6);
        assertThat(received.get(5).attribute("type")).contains("unavailable");
        assertThat(received.get(4).toString()).contains("ver='v4'");
    }
}
