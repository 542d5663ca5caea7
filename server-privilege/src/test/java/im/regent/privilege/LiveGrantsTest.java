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
import org.junit.jupiter.api.Test;

/** Grants that change while the entity is connected. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = LiveGrantsTest.ALL)
@Spec(xep = 356, version = "0.4.1")
class LiveGrantsTest {
    static final String ALL = Scene.COMPONENTS + """
            virtual-hosts { "capulet.lit" { privileged-entities { "pubsub.capulet.lit" {
              roster = both
              message = outgoing
              presence = roster
              iq { "http://jabber.org/protocol/pubsub" = set, "urn:xmpp:ping" = get }
            } } } }
            """;
    private static final String NOTHING = Scene.COMPONENTS;
    private static final String FORBIDDEN = "<error type='auth'><forbidden xmlns='{stanzas}'/></error>";

    private static String granted(String grant) {
        return Scene.COMPONENTS + "virtual-hosts { \"capulet.lit\" { privileged-entities { \"pubsub.capulet.lit\" {\n"
                + grant + "} } } }\n";
    }

    private static String advertised(String perms) {
        return "<message from='capulet.lit' to='pubsub.capulet.lit' id='{any}'><privilege xmlns='urn:xmpp:privilege:2'>"
                + perms + "</privilege></message>";
    }

    private static String message(String id) {
        return "<message from='pubsub.capulet.lit' to='capulet.lit' id='" + id
                + "'><privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                + "<message xmlns='jabber:client' from='juliet@capulet.lit' to='romeo@montague.lit/orchard' id='" + id
                + "'><body>x</body></message></forwarded></privilege></message>";
    }

    private static String ping(String to) {
        return "<iq type='get' from='pubsub.capulet.lit' to='juliet@capulet.lit' id='q1'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='s1' to='" + to
                + "'><ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>";
    }

    private static TestComponent connected(TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        return pubsub;
    }

    @Test
    @Section(value = "4.2", rules = "T35")
    void whatIsTakenAwayIsTakenBackByName(TestServer server) {
        TestComponent pubsub = connected(server);

        server.reload(granted("roster = get\niq {\n\"urn:xmpp:ping\" = both\n\"urn:xmpp:time\" = get }"));
        assertThat(pubsub.received())
                .singleElement()
                .asString()
                .contains("<privilege xmlns='urn:xmpp:privilege:2'><perm access='roster' type='get' push='true'/>"
                        + "<perm access='message' type='none'/><perm access='presence' type='none'/>"
                        + "<perm access='iq'><namespace ns='urn:xmpp:ping' type='both'/>"
                        + "<namespace ns='urn:xmpp:time' type='get'/>"
                        + "<namespace ns='http://jabber.org/protocol/pubsub' type='none'/></perm></privilege>");

        server.reload(NOTHING);
        pubsub.receives(
                        advertised(
                                "<perm access='roster' type='none'/><perm access='message' type='none'/>"
                                        + "<perm access='presence' type='none'/><perm access='iq'>"
                                        + "<namespace ns='http://jabber.org/protocol/pubsub' type='none'/>"
                                        + "<namespace ns='urn:xmpp:ping' type='none'/><namespace ns='urn:xmpp:time' type='none'/></perm>"))
                .receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T35")
    void aStreamThatBeginsIsToldWhatIsGrantedOnly(TestServer server) {
        TestComponent pubsub = connected(server);
        server.reload(granted("message = outgoing"));
        pubsub.losesConnection();

        server.component("pubsub.capulet.lit")
                .receives(advertised("<perm access='message' type='outgoing'/>"))
                .receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T36")
    void nothingIsSaidWhereNothingIsNew(TestServer server) {
        TestComponent pubsub = connected(server);
        TestComponent plain = server.component("plain.lit");

        server.reload(ALL + "\nadmins = [\"admin@capulet.lit\"]");

        pubsub.receivesNothing();
        plain.receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T35")
    void aComponentThatIsConnectedCanBeGivenItsFirstPrivilege(TestServer server) {
        server.reload(NOTHING);
        TestComponent pubsub = connected(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        pubsub.sends(ping("capulet.lit")).receives("<iq type='error' id='q1'>" + FORBIDDEN + "</iq>");

        server.reload(granted("presence = managed_entity, iq { \"urn:xmpp:ping\" = get }"));

        pubsub.receives(advertised("<perm access='presence' type='managed_entity'/>"
                        + "<perm access='iq'><namespace ns='urn:xmpp:ping' type='get'/></perm>"))
                .receives("<presence from='juliet@capulet.lit/balcony' to='pubsub.capulet.lit'/>")
                .receivesNothing();
        pubsub.sends(ping("capulet.lit")).receives("<iq type='result' id='q1'/>");
        juliet.losesConnection();
        pubsub.receives("<presence type='unavailable' from='juliet@capulet.lit/balcony'/>");
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"P3", "P14", "P20"})
    void everyActOfARevokedKindIsRefused(TestServer server) {
        TestComponent pubsub = connected(server);
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.reload(granted("roster = get"));
        pubsub.received();

        pubsub.sends(message("m1"))
                .receives("<message type='error' id='m1' from='capulet.lit'>" + FORBIDDEN + "</message>");
        pubsub.sends(ping("capulet.lit")).receives("<iq type='error' id='q1'>" + FORBIDDEN + "</iq>");
        pubsub.sends("<iq type='set' id='r1' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
                        + "<query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>")
                .receives("<iq type='error' id='r1'>" + FORBIDDEN + "</iq>");
        pubsub.sends("<iq type='get' id='r2' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
                        + "<query xmlns='jabber:iq:roster'/></iq>")
                .receives("<iq type='result' id='r2'/>");
        romeo.receivesNothing();
    }

    @Test
    @Section(value = "6.3", rules = "T39")
    void theAnswerToWhatWasAllowedIsStillDelivered(TestServer server) {
        TestComponent pubsub = connected(server);
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(ping("plain.lit")).receivesNothing();
        plain.receives("<iq type='get' from='juliet@capulet.lit' id='s1'/>");

        server.reload(NOTHING);
        pubsub.received();
        plain.sends("<iq type='result' from='plain.lit' to='juliet@capulet.lit' id='s1'/>");

        pubsub.receives("<iq type='result' from='juliet@capulet.lit' id='q1'>"
                + "<privilege xmlns='urn:xmpp:privilege:2'/></iq>");
    }

    @Test
    @Section(
            value = "4.4",
            rules = {"P10", "T35"})
    void pushesEndWithThePermission(TestServer server) {
        TestComponent pubsub = connected(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        server.reload(granted("roster = both, roster-push = false"));
        pubsub.receives(advertised("<perm access='roster' type='both' push='false'/>"
                + "<perm access='message' type='none'/><perm access='presence' type='none'/>"
                + "<perm access='iq'><namespace ns='http://jabber.org/protocol/pubsub' type='none'/>"
                + "<namespace ns='urn:xmpp:ping' type='none'/></perm>"));

        juliet.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>");

        pubsub.receivesNothing();
    }

    @Test
    @Section(
            value = "7.1",
            rules = {"P29", "P31", "P32"})
    void whoIsNotSeenAnyMoreIsTakenBackWhileTheEntityMayKnow(TestServer server) {
        server.account("juliet@capulet.lit").account("romeo@montague.lit");
        server.provided(Rosters.class).befriend(Jid.valueOf("juliet@capulet.lit"), Jid.valueOf("romeo@montague.lit"));
        TestComponent pubsub = connected(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        assertThat(pubsub.received()).hasSize(2);

        server.reload(granted("roster = get, presence = managed_entity"));
        pubsub.receives("<presence type='unavailable' from='romeo@montague.lit/orchard' to='pubsub.capulet.lit'/>")
                .receives("<message from='capulet.lit'/>")
                .receivesNothing();

        server.reload(granted("roster = get, presence = none"));
        pubsub.receives("<presence type='unavailable' from='juliet@capulet.lit/balcony' to='pubsub.capulet.lit'/>")
                .receives("<message from='capulet.lit'/>")
                .receivesNothing();

        juliet.sends("<presence type='unavailable'/>").available();
        romeo.losesConnection();
        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "7.1", rules = "T4")
    void whatAGatewayHearsAsAContactIsNotTakenBack(TestServer server) {
        TestComponent pubsub = connected(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<presence type='subscribe' to='pubsub.capulet.lit'/>");
        pubsub.sends("<presence type='subscribe' from='pubsub.capulet.lit' to='juliet@capulet.lit'/>");
        juliet.sends("<presence type='subscribed' to='pubsub.capulet.lit'/>").available();
        pubsub.received();

        server.reload(NOTHING);

        assertThat(pubsub.received()).singleElement().asString().contains("access='presence' type='none'");
        juliet.sends("<presence type='unavailable'/>");
        pubsub.receives("<presence type='unavailable' from='juliet@capulet.lit/balcony'/>");
    }

    @Test
    @Section(value = "4.2", rules = "T13")
    void whoLostAllPrivilegesIsStillProtectedFromForgedOnes(TestServer server) {
        TestComponent pubsub = connected(server);
        server.reload(NOTHING);
        pubsub.received();

        server.connect("romeo@montague.lit/orchard")
                .sends("<message to='pubsub.capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<perm access='message' type='outgoing'/></privilege></message>");

        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "P2")
    void privilegesOnAHostThatTheServerDoesNotHaveAreNoMatter(TestServer server) {
        TestComponent pubsub = connected(server);

        server.reload(ALL + "virtual-hosts { \"verona.lit\" { privileged-entities { \"pubsub.capulet.lit\" {"
                + " message = outgoing } } } }");

        pubsub.receivesNothing();
    }
}
