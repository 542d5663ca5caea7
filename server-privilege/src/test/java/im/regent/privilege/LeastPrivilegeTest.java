package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.im.api.Rosters;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Grants for some users only, with limits. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = LeastPrivilegeTest.NARROW)
@Spec(xep = 356, version = "0.4.1")
class LeastPrivilegeTest {
    static final String NARROW = Scene.COMPONENTS + """
            virtual-hosts { "capulet.lit" { privileged-entities {
              "pubsub.capulet.lit" {
                roster = both
                message = outgoing
                presence = managed_entity
                iq { "urn:xmpp:ping" = get }
                users { deny = ["tybalt"] }
                limits { stanzas-per-second = 10, pending-iq = 2, iq-timeout = 5s, roster-items = 1 }
              }
              "gateway.capulet.lit" { roster = get, presence = roster, users { allow = ["Juliet"] } }
            } } }
            """;
    private static final String FORBIDDEN = "<error type='auth'><forbidden xmlns='{stanzas}'/><text"
            + " xmlns='{stanzas}'>pubsub.capulet.lit may not act for this user, nor see what is theirs (users.deny)"
            + "</text></error>";

    private static TestComponent connected(TestServer server, String domain) {
        server.account("juliet@capulet.lit").account("tybalt@capulet.lit");
        TestComponent component = server.component(domain);
        component.receives("<message from='capulet.lit'/>");
        return component;
    }

    private static String roster(String type, String user, String content) {
        return "<iq type='" + type + "' id='r1' from='pubsub.capulet.lit' to='" + user
                + "'><query xmlns='jabber:iq:roster'>" + content + "</query></iq>";
    }

    private static String ping(String user, String id) {
        return "<iq type='get' from='pubsub.capulet.lit' to='" + user + "' id='" + id + "'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='s" + id
                + "' to='plain.lit'><ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>";
    }

    private static String message(String user, String id) {
        return "<message from='pubsub.capulet.lit' to='capulet.lit' id='" + id
                + "'><privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                + "<message xmlns='jabber:client' from='" + user + "' to='romeo@montague.lit/orchard' id='" + id
                + "'/></forwarded></privilege></message>";
    }

    @Test
    @Section(
            value = "9",
            rules = {"P3", "P16", "P20", "T9"})
    void nothingIsDoneForAUserWhoIsDenied(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");

        pubsub.sends(roster("get", "tybalt@capulet.lit", ""))
                .receives("<iq type='error' id='r1'>" + FORBIDDEN + "</iq>");
        pubsub.sends(roster("set", "tybalt@capulet.lit", "<item jid='a@b.lit'/>"))
                .receives("<iq type='error' id='r1'>" + FORBIDDEN + "</iq>");
        pubsub.sends(ping("tybalt@capulet.lit", "1")).receives("<iq type='error' id='1'>" + FORBIDDEN + "</iq>");
        pubsub.sends(message("tybalt@capulet.lit", "m1"))
                .receives("<message type='error' id='m1'>" + FORBIDDEN + "</message>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "7.1",
            rules = {"P10", "P32"})
    void nothingOfAUserWhoIsDeniedIsShown(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        // Not even as a contact of somebody whom the entity sees.
        server.provided(Rosters.class).befriend(Jid.valueOf("juliet@capulet.lit"), Jid.valueOf("tybalt@capulet.lit"));
        server.settle();
        pubsub.received();
        gateway.received();
        TestClient tybalt = server.connect("tybalt@capulet.lit/street").available();
        tybalt.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>");

        pubsub.receivesNothing();
        gateway.receivesNothing();

        server.connect("juliet@capulet.lit/balcony").available();
        pubsub.receives("<presence from='juliet@capulet.lit/balcony'/>");
        gateway.receives("<presence from='juliet@capulet.lit/balcony'/>");
    }

    @Test
    @Section(value = "6.3", rules = "T20")
    void soManyRequestsWaitAndForSoLong(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        server.component("plain.lit");

        pubsub.sends(ping("juliet@capulet.lit", "1") + ping("juliet@capulet.lit", "2"))
                .receivesNothing();
        pubsub.sends(ping("juliet@capulet.lit", "3"))
                .receives("<iq type='error' id='3'><error type='wait'><resource-constraint xmlns='{stanzas}'/>"
                        + "<text xmlns='{stanzas}'>2 requests wait for an answer already (limits.pending-iq)</text>"
                        + "</error></iq>");

        server.clock().advance(Duration.ofSeconds(6));
        pubsub.receives(
                        "<iq type='error' id='1'><error type='wait'><remote-server-timeout xmlns='{stanzas}'/></error></iq>")
                .receives("<iq type='error' id='2'/>");
        pubsub.sends(ping("juliet@capulet.lit", "4")).receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "P6")
    void soManyItemsAreAdded(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");

        pubsub.sends(roster("set", "juliet@capulet.lit", "<item jid='a@b.lit'/>"));
        pubsub.received();
        pubsub.sends(roster("set", "juliet@capulet.lit", "<item jid='c@d.lit'/>"))
                .receives("<iq type='error' id='r1'><error><policy-violation xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
        pubsub.sends(roster("set", "juliet@capulet.lit", "<item jid='a@b.lit' name='A'/>"));
        assertThat(pubsub.received()).hasSize(2);
    }

    @Test
    @Section(value = "5.1", rules = "P15")
    void whatIsTooFastWaitsAndNothingIsLost(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            burst.append(message("juliet@capulet.lit", "m" + i));
        }

        pubsub.sends(burst.toString());
        int atOnce = romeo.received().size();
        assertThat(atOnce).isBetween(10, 15);

        server.clock().advance(Duration.ofSeconds(1));
        int inASecond = romeo.received().size();
        assertThat(inASecond).isBetween(8, 12);
        server.clock().advance(Duration.ofSeconds(10));
        assertThat(romeo.received())
                .hasSize(50 - atOnce - inASecond)
                .last()
                .asString()
                .contains("id='m49'");
        pubsub.receivesNothing();
    }
}
