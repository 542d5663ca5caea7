package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** An account that is a privileged entity: its sessions are what the stream of a component is. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = AccountAsEntityTest.BOT)
@Spec(xep = 356, version = "0.4.1")
class AccountAsEntityTest {
    static final String BOT = """
            virtual-hosts { "capulet.lit" { privileged-entities { "bot@montague.lit" {
              roster = both
              message = outgoing
              presence = managed_entity
              iq { "urn:xmpp:ping" = get }
            } } } }
            """;
    private static final String ADVERTISED = "<message from='capulet.lit' to='bot@montague.lit/1' id='{any}'>"
            + "<privilege xmlns='urn:xmpp:privilege:2'><perm access='roster' type='both' push='true'/>"
            + "<perm access='message' type='outgoing'/><perm access='presence' type='managed_entity'/>"
            + "<perm access='iq'><namespace ns='urn:xmpp:ping' type='get'/></perm></privilege></message>";

    private static TestClient bot(TestServer server, String resource) {
        server.account("juliet@capulet.lit");
        return server.connect("bot@montague.lit/" + resource);
    }

    private static void appears(TestClient bot) {
        bot.sends("<presence/>")
                .receivesInAnyOrder("<presence from='bot@montague.lit/1' to='bot@montague.lit'/>", ADVERTISED)
                .receivesNothing();
    }

    private static String wrapped(String id) {
        return "<message to='capulet.lit' id='" + id + "'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='juliet@capulet.lit'"
                + " to='romeo@montague.lit/orchard' id='foo'><body>x</body></message></forwarded></privilege></message>";
    }

    private static String ping(String id) {
        return "<iq type='get' to='juliet@capulet.lit' id='" + id + "'><privileged_iq xmlns='urn:xmpp:privilege:2'>"
                + "<iq xmlns='jabber:client' type='get' id='s1' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>"
                + "</privileged_iq></iq>";
    }

    @Test
    @Section(value = "4.2", rules = "T38")
    void everyResourceIsToldAtInitialPresenceAndNotBefore(TestServer server) {
        TestClient bot = bot(server, "1");
        bot.receivesNothing();

        appears(bot);
        bot.sends("<presence><show>away</show></presence>");
        assertThat(bot.received().toString()).doesNotContain("privilege");
        server.connect("romeo@montague.lit/orchard").available().receivesNothing();
    }

    @Test
    @Section(
            value = "5.3",
            rules = {"T38", "P15"})
    void anyResourceMayAskAvailableOrNot(TestServer server) {
        TestClient bot = bot(server, "2");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        bot.sends(wrapped("n1")).receivesNothing();
        romeo.receives("<message from='juliet@capulet.lit' id='foo'><body>x</body></message>");
        bot.sends(ping("q1"))
                .receives("<iq type='result' id='q1' from='juliet@capulet.lit' to='bot@montague.lit/2'>"
                        + "<privilege xmlns='urn:xmpp:privilege:2'/></iq>");
        bot.sends("<iq type='set' id='r1' to='juliet@capulet.lit'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='a@b.lit'/></query></iq>")
                .receives("<iq type='result' id='r1' from='juliet@capulet.lit' to='bot@montague.lit/2'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "T38")
    void itsOwnRosterStaysItsOwn(TestServer server) {
        TestClient bot = bot(server, "1");

        bot.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>");
        bot.received();
        bot.sends("<iq type='get' id='2' to='bot@montague.lit'><query xmlns='jabber:iq:roster'/></iq>");

        assertThat(bot.received()).singleElement().asString().contains("type='result'", "a@b.lit");
    }

    @Test
    @Section(
            value = "7.1",
            rules = {"T38", "P30", "P31"})
    void presenceAndPushesGoToAvailableResources(TestServer server) {
        TestClient quiet = bot(server, "2");
        TestClient bot = bot(server, "1");
        appears(bot);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>");

        bot.receives("<presence from='juliet@capulet.lit/balcony' to='bot@montague.lit/1'/>")
                .receives("<iq type='set' from='juliet@capulet.lit' to='bot@montague.lit/1'>"
                        + "<query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>")
                .receivesNothing();
        quiet.receivesNothing();

        bot.sends("<presence type='unavailable'/>").received();
        juliet.losesConnection();
        bot.receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T38")
    void othersHaveNoPrivileges(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        romeo.sends(ping("q1"))
                .receives("<iq type='error' id='q1'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>");
        romeo.sends(wrapped("n1"));
        romeo.receivesNothing();
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"T38", "T13"})
    void nobodyCanAdvertiseToIt(TestServer server) {
        TestClient bot = bot(server, "1").available();
        bot.received();

        server.connect("romeo@montague.lit/orchard")
                .sends("<message to='bot@montague.lit' type='chat'><body>b</body>"
                        + "<privilege xmlns='urn:xmpp:privilege:2'/></message>");

        bot.receivesNothing();
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"T38", "T35"})
    void anAccountThatIsThereIsGivenPrivilegesAndLosesThem(TestServer server) {
        server.reload("");
        TestClient bot = bot(server, "1").available();
        assertThat(bot.received().toString()).doesNotContain("privilege");

        server.reload(BOT);
        bot.receives(ADVERTISED).receivesNothing();
        server.reload("");
        bot.receives("<message from='capulet.lit' to='bot@montague.lit/1'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<perm access='roster' type='none'/><perm access='message' type='none'/>"
                        + "<perm access='presence' type='none'/><perm access='iq'>"
                        + "<namespace ns='urn:xmpp:ping' type='none'/></perm></privilege></message>")
                .receivesNothing();
        bot.sends(ping("q1"))
                .receives("<iq type='error' id='q1'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>");
    }
}
