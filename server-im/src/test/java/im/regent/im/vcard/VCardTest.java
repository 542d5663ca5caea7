package im.regent.im.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestPeer;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = {"vcard", "disco"},
        config = "features.vcard.max-size = 300 B")
@Spec(xep = 54, version = "1.3.0")
class VCardTest {
    private static final String GET = "<vCard xmlns='vcard-temp'/>";
    private static final String CARD = "<vCard xmlns='vcard-temp'><FN>Juliet</FN><NICKNAME>jule</NICKNAME>"
            + "<ADR><HOME/><LOCALITY>Verona</LOCALITY></ADR></vCard>";

    private static String iq(String type, String id, String to, String card) {
        String address = to.isEmpty() ? "" : " to='" + to + "'";
        return "<iq type='" + type + "' id='" + id + "'" + address + ">" + card + "</iq>";
    }

    private static String error(String id, String type, String condition) {
        return "<iq type='error' id='" + id + "'><error type='" + type + "'><" + condition
                + " xmlns='{stanzas}'/></error></iq>";
    }

    private static TestClient juliet(TestServer server) {
        return server.connect("juliet@capulet.lit/balcony")
                .sends(iq("set", "s", "", CARD))
                .receives("<iq type='result' id='s'/>");
    }

    private static Element answer(TestPeer<?> peer, String xml) {
        List<Element> answers = peer.sends(xml).received();
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    @Test
    @Section("3.1")
    void ownVCardIsReturnedAsItWasSet(TestServer server) {
        TestClient juliet = juliet(server);
        for (String to : new String[] {"", "juliet@capulet.lit"}) {
            juliet.sends(iq("get", "g", to, GET)).receives(iq("result", "g", "", CARD));
        }
        juliet.sends(iq("set", "2", "juliet@capulet.lit", "<vCard xmlns='vcard-temp'><FN>J</FN></vCard>"))
                .receives("<iq type='result' id='2'/>");
        assertThat(answer(juliet, iq("get", "3", "", GET)).firstChild())
                .contains(Element.of("vcard-temp", "vCard").plusText("FN", "J"));
    }

    @Test
    @Section("3.1")
    void ownVCardThatDoesNotExistIsNotFound(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends(iq("get", "g", "", GET))
                .receives(error("g", "cancel", "item-not-found"));
    }

    @Test
    @Section("3.2")
    void emptyVCardIsNone(TestServer server) {
        juliet(server)
                .sends(iq("set", "1", "", GET))
                .receives("<iq type='result' id='1'/>")
                .sends(iq("get", "2", "", GET))
                .receives(error("2", "cancel", "item-not-found"));
    }

    @Test
    @Section("3.2")
    void tooLargeVCardIsRefusedAndTheOldOneStays(TestServer server) {
        juliet(server)
                .sends(iq("set", "1", "", "<vCard xmlns='vcard-temp'><FN>" + "\u00e4".repeat(140) + "</FN></vCard>"))
                .receives(error("1", "modify", "policy-violation"))
                .sends(iq("get", "2", "", GET))
                .receives(iq("result", "2", "", CARD));
    }

    @Test
    @Section("3.2")
    void nobodyElseCanChangeIt(TestServer server) {
        TestClient juliet = juliet(server);
        String forged = "<vCard xmlns='vcard-temp'><FN>Mouse</FN></vCard>";
        for (TestPeer<?> other : new TestPeer<?>[] {
            server.connect("romeo@capulet.lit/r"), server.connect("romeo@montague.lit/r"), component(server)
        }) {
            for (String to : new String[] {"juliet@capulet.lit", "nobody@capulet.lit"}) {
                String from = other instanceof TestComponent ? "mouse@gateway.lit" : "";
                String xml =
                        iq("set", "x", to, forged).replace("<iq", from.isEmpty() ? "<iq" : "<iq from='" + from + "'");
                other.sends(xml).receives(error("x", "cancel", "service-unavailable"));
            }
        }
        juliet.sends(iq("get", "2", "", GET)).receives(iq("result", "2", "", CARD));
    }

    private static TestComponent component(TestServer server) {
        return server.component("gateway.lit");
    }

    @Test
    @Section("3.3")
    void everyoneCanSeeItAndTheServerAnswers(TestServer server) {
        TestClient juliet = juliet(server).available();
        String result = "<iq type='result' id='g' from='juliet@capulet.lit'>" + CARD + "</iq>";
        server.connect("romeo@montague.lit/orchard")
                .sends(iq("get", "g", "juliet@capulet.lit", GET))
                .receives(result);
        component(server)
                .sends("<iq type='get' id='g' from='mouse@gateway.lit' to='juliet@capulet.lit'>" + GET + "</iq>")
                .receives(result.replace("<iq", "<iq xmlns='jabber:client'"));
        juliet.receivesNothing();
    }

    @Test
    @Section("3.3")
    void withoutVCardAnAccountLooksLikeNone(TestServer server) {
        server.account("nurse@capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        String existing =
                answer(romeo, iq("get", "g", "nurse@capulet.lit", GET)).toString();
        String missing = answer(romeo, iq("get", "g", "ghost@capulet.lit", GET)).toString();
        assertThat(missing.replace("ghost", "nurse")).isEqualTo(existing).contains("service-unavailable", "'cancel'");
    }

    @Test
    @Section("3.3")
    void vCardEndsWithTheAccount(TestServer server) {
        TestClient juliet = juliet(server);
        server.stores().accounts().delete(Jid.valueOf("juliet@capulet.lit"));
        server.settle();
        juliet.sends(iq("set", "1", "", CARD)).receives(error("1", "cancel", "item-not-found"));
        server.account("juliet@capulet.lit");
        juliet.sends(iq("get", "2", "", GET)).receives(error("2", "cancel", "item-not-found"));
    }

    @Test
    @Section("4")
    void supportIsDiscovered(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (String to : new String[] {"capulet.lit", "juliet@capulet.lit"}) {
            juliet.sends(iq("get", "d", to, "<query xmlns='http://jabber.org/protocol/disco#info'/>"))
                    .receives("<iq type='result' id='d'><query xmlns='http://jabber.org/protocol/disco#info'>"
                            + "<feature var='vcard-temp'/></query></iq>");
        }
    }

    @Test
    @Section("3.3")
    void serverHasNoneOfItsOwnUnlessTheOperatorGivesIt(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends(iq("get", "g", "capulet.lit", GET))
                .receives(error("g", "cancel", "service-unavailable"));
    }
}
