package im.regent.im.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = """
            features.reporting.recipients = ["abuse@capulet.lit", "abuse@montague.lit"]
            features.reporting.max-per-hour = 2
            """)
@Spec(xep = 377, version = "0.4.1")
class ReportingTest {
    private static final String SPAM =
            "<report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'>%s</report>";

    private static TestClient juliet(TestServer server) {
        return server.connect("juliet@capulet.lit/balcony");
    }

    private static TestClient abuse(TestServer server) {
        return server.connect("abuse@capulet.lit/desk").available();
    }

    private static TestClient block(TestClient client, String jid, String report) {
        return client.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='" + jid + "'>" + report
                        + "</item></block></iq>")
                .receives("<iq type='result' id='b'/>");
    }

    private static String list(TestClient client) {
        client.sends("<iq type='get' id='l'><blocklist xmlns='urn:xmpp:blocking'/></iq>");
        return client.received().get(0).firstChild().orElseThrow().toString();
    }

    @Test
    @Section("3")
    void serverSaysThatItTakesReports(TestServer server) {
        juliet(server)
                .sends("<iq type='get' id='d' to='capulet.lit'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<feature var='urn:xmpp:reporting:1'/></query></iq>");
    }

    @Test
    @Section("6")
    void reportReachesTheRecipientsAndTheAddressIsBlocked(TestServer server) {
        TestClient abuse = abuse(server);
        TestClient other = server.connect("abuse@montague.lit/desk").available();
        TestClient juliet = juliet(server);

        block(
                        juliet,
                        "romeo@montague.lit",
                        SPAM.formatted("<stanza-id xmlns='urn:xmpp:sid:0' by='juliet@capulet.lit' id='28482'/>"
                                + "<text xml:lang='en'>Never came trouble to my house like this.</text>"
                                + "<third-party/>"))
                .receivesNothing();

        String message = "<message from='capulet.lit' to='%s'><body>"
                + "juliet@capulet.lit has blocked and reported romeo@montague.lit (urn:xmpp:reporting:spam).\n\n"
                + "Never came trouble to my house like this.</body>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='{any}'/>"
                + "<iq xmlns='jabber:client' type='set' id='{any}' from='juliet@capulet.lit'>"
                + "<block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.lit'>"
                + SPAM.formatted("<stanza-id xmlns='urn:xmpp:sid:0' by='juliet@capulet.lit' id='28482'/>"
                        + "<text xml:lang='en'>Never came trouble to my house like this.</text><third-party/>")
                + "</item></block></iq></forwarded></message>";
        abuse.receives(message.formatted("abuse@capulet.lit")).receivesNothing();
        other.receives(message.formatted("abuse@montague.lit")).receivesNothing();
        assertThat(list(juliet)).contains("romeo@montague.lit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<report xmlns='urn:xmpp:reporting:1'/>",
                "<report xmlns='urn:xmpp:reporting:1' reason=''/>",
                "<report xmlns='urn:xmpp:reporting:0' reason='urn:xmpp:reporting:spam'/>",
                "<report xmlns='urn:x' reason='urn:xmpp:reporting:spam'><item/></report>",
                "<report xmlns='urn:xmpp:reporting:1' reason='a'/><report xmlns='urn:xmpp:reporting:1' reason='b'/>"
            })
    @Section("6")
    void whatIsNoReportBlocksAllTheSame(String report, TestServer server) {
        TestClient abuse = abuse(server);
        TestClient juliet = juliet(server);
        block(juliet, "romeo@montague.lit", report);
        assertThat(list(juliet)).contains("romeo@montague.lit");
        abuse.receivesNothing();
    }

    @Test
    @Section("6")
    void reportWithABlockThatIsRefusedGoesNowhere(TestServer server) {
        TestClient abuse = abuse(server);
        juliet(server)
                .sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='a@b.lit'>"
                        + SPAM.formatted("") + "</item><item/></block></iq>")
                .receives("<iq type='error' id='b'/>");
        abuse.receivesNothing();
    }

    @Test
    @Section("6")
    void reportIsNotPushed(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        list(chamber);
        block(juliet, "romeo@montague.lit", SPAM.formatted("<text>x</text>"));
        List<Element> pushes = chamber.received();
        assertThat(pushes).hasSize(1);
        assertThat(pushes.toString()).contains("romeo@montague.lit").doesNotContain("report");
    }

    @Test
    @Section("7")
    void eachAddressHasItsOwnReportUpToWhatIsAllowed(TestServer server) {
        TestClient abuse = abuse(server);
        TestClient juliet = juliet(server);
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            items.append("<item jid='a" + i + "@b.lit'>" + (i == 0 ? "" : SPAM.formatted("")) + "</item>");
        }
        juliet.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'>" + items + "</block></iq>")
                .receives("<iq type='result' id='b'/>");
        assertThat(abuse.received().toString())
                .doesNotContain("a0@b.lit")
                .contains("a1@b.lit", "a2@b.lit")
                .doesNotContain("a3@b.lit", "a4@b.lit");
        assertThat(list(juliet)).contains("a0@b.lit", "a3@b.lit", "a4@b.lit");
    }

    @Test
    @Section("6")
    void reportOfSomebodyWhoIsBlockedAlreadyIsTaken(TestServer server) {
        TestClient abuse = abuse(server);
        TestClient juliet = juliet(server);
        block(juliet, "romeo@montague.lit", "");
        block(juliet, "romeo@montague.lit", SPAM.formatted(""));
        abuse.receives("<message from='capulet.lit'/>").receivesNothing();
    }
}
