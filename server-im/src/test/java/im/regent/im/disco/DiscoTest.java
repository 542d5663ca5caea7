package im.regent.im.disco;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(xep = 30, version = "2.5")
class DiscoTest {
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private static String get(String id, String to, String namespace, String node) {
        String address = to.isEmpty() ? "" : " to='" + to + "'";
        String query = node.isEmpty() ? "" : " node='" + node + "'";
        return "<iq type='get' id='" + id + "'" + address + "><query xmlns='" + namespace + "'" + query + "/></iq>";
    }

    private static Element ask(TestClient client, String xml) {
        List<Element> answers = client.sends(xml).received();
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    @Test
    @Section("3.1")
    void hostTellsIdentityAndWhatIsRegistered(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (String host : new String[] {"capulet.lit", "montague.lit"}) {
            Element query = ask(juliet, get("1", host, INFO, "")).firstChild().orElseThrow();
            assertThat(query.children(INFO, "identity"))
                    .containsExactly(Element.of(INFO, "identity")
                            .with("category", "server")
                            .with("type", "im")
                            .with("name", "Regent"));
            List<String> features = query.children(INFO, "feature").stream()
                    .map(feature -> feature.attribute("var", ""))
                    .toList();
            assertThat(features)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .contains(
                            INFO,
                            ITEMS,
                            "jabber:iq:roster",
                            "jabber:iq:version",
                            "msgoffline",
                            "urn:xmpp:ping",
                            "urn:xmpp:time",
                            "http://jabber.org/protocol/caps");
        }
    }

    @Test
    @Section("3.1")
    void everyAdvertisedNamespaceIsAnswered(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<iq type='get' id='v' to='capulet.lit'><query xmlns='jabber:iq:version'/></iq>")
                .receives("<iq type='result' id='v'/>")
                .sends("<iq type='get' id='t' to='capulet.lit'><time xmlns='urn:xmpp:time'/></iq>")
                .receives("<iq type='result' id='t'/>")
                .sends("<iq type='set' id='s' to='capulet.lit'><query xmlns='" + INFO + "'/></iq>")
                .receives("<iq type='error' id='s'><error><service-unavailable xmlns='{stanzas}'/></error></iq>");
    }

    @Test
    @Section("4.1")
    void hostItemsAreItsComponentsAndNoOthers(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends(get("1", "capulet.lit", ITEMS, ""))
                .receives("<iq type='result' id='1' from='capulet.lit'><query xmlns='" + ITEMS + "'/></iq>");
    }

    @Test
    @Section("7")
    void nodeThatIsNotThereIsNotFound(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (String to : new String[] {"capulet.lit", "juliet@capulet.lit", ""}) {
            for (String namespace : new String[] {INFO, ITEMS}) {
                juliet.sends(get("n", to, namespace, "urn:example:node"))
                        .receives("<iq type='error' id='n'><error type='cancel'>"
                                + "<item-not-found xmlns='{stanzas}'/></error></iq>");
            }
        }
    }

    @Test
    @Section("3.1")
    void ownAccountAnswersWithAndWithoutAddress(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (String to : new String[] {"", "juliet@capulet.lit"}) {
            juliet.sends(get("1", to, INFO, ""))
                    .receives("<iq type='result' id='1'><query xmlns='" + INFO
                            + "'><identity category='account' type='registered'/></query></iq>")
                    .sends(get("2", to, ITEMS, ""))
                    .receives("<iq type='result' id='2'><query xmlns='" + ITEMS + "'/></iq>");
        }
    }

    @Test
    @Section("8")
    void onlyContactsThatGetItsPresenceMayAskAnAccount(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        romeo.sends(get("1", "juliet@capulet.lit", INFO, "")).receives("<iq type='error' id='1'/>");
        Friends.subscribe(romeo, juliet);
        romeo.sends(get("2", "juliet@capulet.lit", INFO, "")).receives("<iq type='result' id='2'/>");
        juliet.received();
        // The subscription has a direction: he gets her presence, she does not get his.
        juliet.sends(get("3", "romeo@montague.lit", INFO, "")).receives("<iq type='error' id='3'/>");
    }

    @Test
    @Section("8")
    void strangersCannotTellAnAccountFromNone(TestServer server) {
        server.account("juliet@capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        for (String namespace : new String[] {INFO, ITEMS, "urn:xmpp:ping", "jabber:iq:unknown"}) {
            for (String node : new String[] {"", "urn:node"}) {
                String existing = ask(romeo, get("1", "juliet@capulet.lit", namespace, node))
                        .toString();
                String missing = ask(romeo, get("1", "nobody@capulet.lit", namespace, node))
                        .toString();
                assertThat(existing).contains("service-unavailable");
                assertThat(missing.replace("nobody", "juliet")).isEqualTo(existing);
            }
        }
    }
}
