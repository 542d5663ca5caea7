package im.regent.im.external;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = {"external-services", "disco"},
        config = """
                features.external-services {
                  credentials-valid-for = 1 hour
                  services {
                    stun { type = stun, host = "stun.capulet.lit", port = 3478, transport = udp }
                    turn { type = turn, host = "turn.capulet.lit", port = 3478, transport = udp, secret = "north" }
                    turn-tcp { type = turn, host = "turn.capulet.lit", port = 443, transport = tcp, secret = "north" }
                    files { type = ftp, host = "192.0.2.1", port = 20, transport = tcp, name = "Files",
                      username = guest, password = "pass" }
                  }
                }
                """)
@Spec(xep = 215, version = "1.0.0")
class ExternalServicesTest {
    private static final String NAMESPACE = "urn:xmpp:extdisco:2";

    private static String get(String to, String payload) {
        return "<iq type='get' id='1' to='" + to + "'>" + payload + "</iq>";
    }

    private static String services(String type) {
        return get("capulet.lit", "<services xmlns='" + NAMESPACE + "'" + type + "/>");
    }

    private static String credentials(String services) {
        return get("capulet.lit", "<credentials xmlns='" + NAMESPACE + "'>" + services + "</credentials>");
    }

    private static String error(String type, String condition) {
        return "<iq type='error' id='1'><error type='" + type + "'><" + condition + " xmlns='{stanzas}'/></error></iq>";
    }

    private static Element answer(TestClient client, String xml) {
        List<Element> answers = client.sends(xml).received();
        assertThat(answers).hasSize(1);
        return answers.get(0).firstChild().orElseThrow();
    }

    private static TestClient juliet(TestServer server) {
        return server.connect("juliet@capulet.lit/balcony");
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec("north".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Section("3.1")
    void allServicesAreListedInTheOperatorsOrder(TestServer server) {
        Element list = answer(juliet(server), services(""));
        assertThat(list.attributes()).isEmpty();
        assertThat(list.children())
                .extracting(service -> service.attribute("port", ""))
                .containsExactly("3478", "3478", "443", "20");
        assertThat(list.children().get(0))
                .isEqualTo(Element.of(NAMESPACE, "service")
                        .with("type", "stun")
                        .with("host", "stun.capulet.lit")
                        .with("port", "3478")
                        .with("transport", "udp"));
        assertThat(list.children().get(3))
                .isEqualTo(Element.of(NAMESPACE, "service")
                        .with("type", "ftp")
                        .with("host", "192.0.2.1")
                        .with("port", "20")
                        .with("transport", "tcp")
                        .with("name", "Files")
                        .with("restricted", "true")
                        .with("username", "guest")
                        .with("password", "pass"));
    }

    @Test
    @Section("3.2")
    void servicesOfOneTypeAreListed(TestServer server) {
        Element list = answer(juliet(server), services(" type='turn'"));
        assertThat(list.attribute("type")).contains("turn");
        assertThat(list.children())
                .hasSize(2)
                .allSatisfy(service -> assertThat(service.attribute("type")).contains("turn"));
        assertThat(answer(juliet2(server), services(" type='none'")).children()).isEmpty();
    }

    private static TestClient juliet2(TestServer server) {
        return server.connect("juliet@capulet.lit/chamber");
    }

    @Test
    @Section("3.3")
    void credentialsFromASecretExpireAndCanBeCheckedByTheService(TestServer server) {
        // The clock stands at 2026-01-01T00:00:00Z.
        server.clock().advance(Duration.ofMillis(1500));
        Element service =
                answer(juliet(server), services(" type='turn'")).children().get(0);
        String username = service.attribute("username", "");
        assertThat(username).matches("1767229201:[0-9a-f]{16}");
        assertThat(service.attribute("expires")).contains("2026-01-01T01:00:01Z");
        assertThat(service.attribute("password")).contains(hmac(username));
    }

    @Test
    @Section("3.3")
    void serviceKnowsAnAccountAgainButNotWhichItIs(TestServer server) {
        String first = username(juliet(server));
        server.clock().advance(Duration.ofSeconds(1));
        String second = username(juliet2(server));
        String other = username(server.connect("romeo@montague.lit/orchard"));
        assertThat(second.substring(11)).isEqualTo(first.substring(11)).isNotEqualTo(other.substring(11));
        assertThat(first).doesNotContain("juliet");
    }

    private static String username(TestClient client) {
        return answer(client, services(" type='turn'")).children().get(0).attribute("username", "");
    }

    @Test
    @Section("3.3")
    void credentialsOfOneServiceCanBeAskedFor(TestServer server) {
        TestClient juliet = juliet(server);
        String turn = "<service host='turn.capulet.lit' type='turn'%s/>";
        Element both = answer(juliet, credentials(turn.formatted("")));
        assertThat(both.is(NAMESPACE, "credentials")).isTrue();
        assertThat(both.children())
                .hasSize(2)
                .allSatisfy(service ->
                        assertThat(service.attribute("password")).contains(hmac(service.attribute("username", ""))));
        assertThat(answer(juliet, credentials(turn.formatted(" port='443'"))).children())
                .singleElement()
                .satisfies(service -> assertThat(service.attribute("transport")).contains("tcp"));
    }

    @Test
    @Section("3.3")
    void noCredentialsAreNotFound(TestServer server) {
        TestClient juliet = juliet(server);
        for (String service : new String[] {
            "host='stun.capulet.lit' type='stun'",
            "host='turn.capulet.lit' type='stun'",
            "host='turn.montague.lit' type='turn'",
            "host='turn.capulet.lit' type='turn' port='1'",
            "host='turn.capulet.lit' type='turn' port='x'"
        }) {
            juliet.sends(credentials("<service " + service + "/>")).receives(error("cancel", "item-not-found"));
        }
    }

    @Test
    @Section("3.3")
    void requestForCredentialsNamesOneServiceWithHostAndType(TestServer server) {
        TestClient juliet = juliet(server);
        String good = "<service host='turn.capulet.lit' type='turn'/>";
        for (String services : new String[] {
            "",
            good + good,
            "<service host='turn.capulet.lit'/>",
            "<service type='turn'/>",
            good.replace("<service", "<service xmlns='urn:other'")
        }) {
            juliet.sends(credentials(services)).receives(error("modify", "bad-request"));
        }
    }

    @Test
    @Section("2")
    void onlyAccountsOfThisServerMayAsk(TestServer server) {
        assertThat(answer(server.connect("romeo@montague.lit/orchard"), services(""))
                        .children())
                .hasSize(4);
        for (String from : new String[] {"gateway.lit", "mouse@gateway.lit/r"}) {
            for (String xml :
                    new String[] {services(""), credentials("<service host='turn.capulet.lit' type='turn'/>")}) {
                server.component("gateway.lit")
                        .sends(xml.replace("<iq", "<iq from='" + from + "'"))
                        .receives(error("auth", "forbidden").replace("<iq", "<iq xmlns='jabber:client'"))
                        .receivesNothing()
                        .losesConnection();
            }
        }
    }

    @Test
    @Section("5")
    void supportIsDiscovered(TestServer server) {
        juliet(server)
                .sends(get("capulet.lit", "<query xmlns='http://jabber.org/protocol/disco#info'/>"))
                .receives("<iq type='result' id='1'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<feature var='" + NAMESPACE + "'/></query></iq>");
    }
}
