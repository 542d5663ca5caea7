package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.im.api.Rosters;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Presence of those who are there already. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = PresenceUpdatesTest.UPDATES)
@Spec(xep = 356, version = "0.4.1")
class PresenceUpdatesTest {
    static final String UPDATES = Scene.COMPONENTS + """
            virtual-hosts { "capulet.lit" { privileged-entities {
              "pubsub.capulet.lit" { roster = get, presence = roster, presence-updates = caps }
              "gateway.capulet.lit" { roster = get, presence = roster, presence-updates = all }
              "plain.lit" { roster = get, presence = roster }
            } } }
            """;
    private static final String CAPS = "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='n' ver='v1'/>";
    private static final String CAPS2 =
            "<c xmlns='urn:xmpp:caps'><hash xmlns='urn:xmpp:hashes:2' algo='a'>h</hash></c>";

    private static TestComponent connected(TestServer server, String domain) {
        TestComponent component = server.component(domain);
        component.receives("<message from='capulet.lit'/>");
        return component;
    }

    private static void each(TestServer server, TestClient client, String from) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestComponent plain = connected(server, "plain.lit");
        for (TestComponent component : new TestComponent[] {pubsub, gateway, plain}) {
            component.receives("<presence from='" + from + "'/>");
        }

        client.sends("<presence><show>away</show></presence>");
        gateway.receives("<presence from='" + from + "' to='gateway.capulet.lit'><show>away</show></presence>");
        pubsub.receivesNothing();
        client.sends("<presence><show>away</show>" + CAPS + "</presence>");
        gateway.receives("<presence from='" + from + "'/>");
        pubsub.receives("<presence from='" + from + "' to='pubsub.capulet.lit'>" + CAPS + "</presence>");
        client.sends("<presence>" + CAPS + CAPS2 + "</presence>");
        gateway.receives("<presence from='" + from + "'/>");
        pubsub.receives("<presence from='" + from + "'/>");
        client.sends("<presence>" + CAPS + CAPS2 + "</presence>");
        client.losesConnection();
        for (TestComponent component : new TestComponent[] {pubsub, gateway, plain}) {
            component
                    .receives("<presence type='unavailable' from='" + from + "'/>")
                    .receivesNothing();
        }
    }

    @Test
    @Section(value = "7.1", rules = "T1")
    void theConfigurationSaysWhichUpdatesOfManagedEntitiesAreSent(TestServer server) {
        each(server, server.connect("juliet@capulet.lit/balcony").available(), "juliet@capulet.lit/balcony");
    }

    @Test
    @Section(
            value = "7.4",
            rules = {"T2", "P38"})
    void andWhichOfContactsEachOnce(TestServer server) {
        for (String account : new String[] {"juliet@capulet.lit", "nurse@capulet.lit", "romeo@montague.lit"}) {
            server.account(account);
        }
        Rosters rosters = server.provided(Rosters.class);
        rosters.befriend(Jid.valueOf("juliet@capulet.lit"), Jid.valueOf("romeo@montague.lit"));
        rosters.befriend(Jid.valueOf("nurse@capulet.lit"), Jid.valueOf("romeo@montague.lit"));
        server.settle();

        each(server, server.connect("romeo@montague.lit/orchard").available(), "romeo@montague.lit/orchard");
    }
}
