package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.block;
import static im.regent.im.blocking.Blocks.items;
import static im.regent.im.blocking.Blocks.list;
import static im.regent.im.blocking.Blocks.set;
import static im.regent.im.blocking.Blocks.unblock;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests and the pushes; what a block does is in other tests. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = "features.blocking.max-items = 3")
@Spec(xep = 191, version = "1.3")
class BlockCommandTest {
    private static TestClient juliet(TestServer server, String resource) {
        return server.connect("juliet@capulet.lit/" + resource);
    }

    @Test
    @Section("3.1")
    void serverSaysThatItSupportsBlocking(TestServer server) {
        juliet(server, "balcony")
                .sends("<iq type='get' id='d' to='capulet.lit'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<feature var='urn:xmpp:blocking'/></query></iq>");
    }

    @Test
    @Section("3.2")
    void listHasWhatWasBlockedOrIsEmpty(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        assertThat(list(juliet)).isEqualTo("[]");
        block(juliet, "romeo@montague.lit", "montague.lit/bot");
        assertThat(list(juliet)).isEqualTo("[montague.lit/bot, romeo@montague.lit]");
        juliet.sends("<iq type='get' id='l' to='juliet@capulet.lit'><blocklist xmlns='urn:xmpp:blocking'/></iq>")
                .receives("<iq type='result' id='l' from='juliet@capulet.lit'>"
                        + items("blocklist", "montague.lit/bot", "romeo@montague.lit") + "</iq>");
    }

    @Test
    @Section("3.3")
    void addressesAreKeptPreparedAndOnce(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        block(juliet, "ROMEO@Montague.LIT", "romeo@montague.lit");
        block(juliet, "romeo@montague.lit");
        assertThat(list(juliet)).isEqualTo("[romeo@montague.lit]");
    }

    @Test
    @Section("3.3")
    void resourcesThatRequestedTheListGetPushesAndOthersDoNot(TestServer server) {
        TestClient balcony = juliet(server, "balcony");
        TestClient chamber = juliet(server, "chamber");
        TestClient garden = juliet(server, "garden").available();
        TestClient nurse = server.connect("nurse@capulet.lit/hall");
        list(balcony);
        list(chamber);
        list(nurse);

        balcony.sends(set("b", items("block", "Romeo@montague.lit", "tybalt@capulet.lit")))
                .receives("<iq type='result' id='b'/>");

        String push = "<iq type='set' id='{any}' to='juliet@capulet.lit/%s'>"
                + items("block", "romeo@montague.lit", "tybalt@capulet.lit") + "</iq>";
        Element own = balcony.received().get(0);
        assertThat(own.attribute("from"))
                .as("a push is from the account itself")
                .isEmpty();
        assertThat(own.firstChild().orElseThrow().children()).hasSize(2);
        chamber.receives(push.formatted("chamber"))
                .sends("<iq type='result' id='" + own.attribute("id", "") + "'/>")
                .receivesNothing();
        garden.receivesNothing();
        nurse.receivesNothing();
    }

    @Test
    @Section("3.4")
    void unblockingSomeIsPushedAndLeavesTheOthers(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        block(juliet, "romeo@montague.lit", "tybalt@capulet.lit");
        TestClient chamber = juliet(server, "chamber");
        list(chamber);

        unblock(juliet, "Romeo@montague.lit", "nobody@montague.lit").receivesNothing();

        chamber.receives("<iq type='set' to='juliet@capulet.lit/chamber'>"
                + items("unblock", "romeo@montague.lit", "nobody@montague.lit") + "</iq>");
        assertThat(list(juliet)).isEqualTo("[tybalt@capulet.lit]");
    }

    @Test
    @Section("3.5")
    void unblockingAllIsPushedAsAnEmptyElement(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        block(juliet, "romeo@montague.lit", "tybalt@capulet.lit");
        TestClient chamber = juliet(server, "chamber");
        list(chamber);

        unblock(juliet);

        Element push = chamber.received().get(0);
        assertThat(push.attribute("type")).contains("set");
        assertThat(push.firstChild().orElseThrow()).isEqualTo(Element.of("urn:xmpp:blocking", "unblock"));
        assertThat(list(juliet)).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<block xmlns='urn:xmpp:blocking'/>|bad-request",
                "<block xmlns='urn:xmpp:blocking'>romeo@montague.lit</block>|bad-request",
                "<block xmlns='urn:xmpp:blocking'><item/></block>|bad-request",
                "<block xmlns='urn:xmpp:blocking'><item jid=''/></block>|bad-request",
                "<block xmlns='urn:xmpp:blocking'><item jid='a@b.lit'/><item/></block>|bad-request",
                "<block xmlns='urn:xmpp:blocking'><item xmlns='urn:x' jid='a@b.lit'/></block>|bad-request",
                "<block xmlns='urn:xmpp:blocking'><jid>a@b.lit</jid></block>|bad-request",
                "<block xmlns='urn:xmpp:blocking'><item jid='@b.lit'/></block>|jid-malformed",
                "<block xmlns='urn:xmpp:blocking'><item jid='a@b.lit'/><item jid='a@b.lit/'/></block>|jid-malformed",
                "<block xmlns='urn:xmpp:blocking'><item jid='juliet@capulet.lit'/></block>|not-allowed",
                "<block xmlns='urn:xmpp:blocking'><item jid='a@b.lit'/><item jid='juliet@capulet.lit/x'/></block>|not-allowed",
                "<block xmlns='urn:xmpp:blocking'><item jid='capulet.lit/x'/></block>|not-allowed",
                "<unblock xmlns='urn:xmpp:blocking'><item/></unblock>|bad-request",
                "<unblock xmlns='urn:xmpp:blocking'><all/></unblock>|bad-request",
                "<unblock xmlns='urn:xmpp:blocking'><item xmlns='urn:x' jid='a@b.lit'/></unblock>|bad-request",
                "<unblock xmlns='urn:xmpp:blocking'><item jid='a b@c.lit'/></unblock>|jid-malformed",
                "<blocklist xmlns='urn:xmpp:blocking'/>|service-unavailable",
                "<item xmlns='urn:xmpp:blocking' jid='a@b.lit'/>|service-unavailable"
            })
    @Section("3.3")
    void wrongRequestsAreRefusedAndChangeNothing(String payload, String condition, TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        block(juliet, "romeo@montague.lit");
        TestClient chamber = juliet(server, "chamber");
        list(chamber);

        juliet.sends(set("wrong", payload))
                .receives("<iq type='error' id='wrong'><error><" + condition + " xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();

        chamber.receivesNothing();
        assertThat(list(juliet)).isEqualTo("[romeo@montague.lit]");
    }

    @Test
    @Section("3.3")
    void listThatIsFullTakesNothingAndSaysSo(TestServer server) {
        TestClient juliet = juliet(server, "balcony");
        block(juliet, "a@montague.lit", "b@montague.lit");

        juliet.sends(set("full", items("block", "c@montague.lit", "d@montague.lit")))
                .receives("<iq type='error' id='full'><error type='modify'><policy-violation xmlns='{stanzas}'/>"
                        + "<text xmlns='{stanzas}'>a block list may have 3 items</text></error></iq>");

        assertThat(list(juliet)).isEqualTo("[a@montague.lit, b@montague.lit]");
        block(juliet, "c@montague.lit");
        block(juliet, "c@montague.lit", "a@montague.lit");
        assertThat(list(juliet)).isEqualTo("[a@montague.lit, b@montague.lit, c@montague.lit]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"block", "unblock", "blocklist"})
    @Section("3.2")
    void nobodyElseSeesOrChangesTheListOrPushesToIt(String element, TestServer server) {
        TestClient juliet = juliet(server, "balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        for (String to : List.of("juliet@capulet.lit", "juliet@capulet.lit/balcony")) {
            for (String type : List.of("get", "set")) {
                romeo.sends("<iq type='" + type + "' id='x' to='" + to + "'>" + items(element, "nurse@capulet.lit")
                                + "</iq>")
                        .receives("<iq type='error' id='x' from='" + to + "'>" + Blocks.UNAVAILABLE + "</iq>");
            }
        }
        juliet.receivesNothing();
        assertThat(list(juliet)).isEqualTo("[]");
    }

    @Test
    @Section("3.2")
    void oneResourceOfAnAccountMayStillAskAnother(TestServer server) {
        TestClient balcony = juliet(server, "balcony").available();
        TestClient chamber = juliet(server, "chamber").available();
        balcony.received();
        balcony.sends(
                        "<iq type='get' id='x' to='juliet@capulet.lit/chamber'><blocklist xmlns='urn:xmpp:blocking'/></iq>")
                .receivesNothing();
        chamber.receives("<iq type='get' id='x' from='juliet@capulet.lit/balcony'/>");
    }
}
