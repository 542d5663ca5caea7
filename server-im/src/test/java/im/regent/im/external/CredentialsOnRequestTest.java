package im.regent.im.external;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(features = "external-services", config = """
                features.external-services {
                  credentials-on-request = true
                  services {
                    turn { type = turn, host = "turn.capulet.lit", port = 3478, transport = udp, secret = "north" }
                  }
                }
                """)
@Spec(xep = 215, version = "1.0.0")
class CredentialsOnRequestTest {
    @Test
    @Section("3.3")
    void listSaysThatCredentialsHaveToBeRequested(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<iq type='get' id='1' to='capulet.lit'><services xmlns='urn:xmpp:extdisco:2'/></iq>");
        Element service =
                juliet.received().get(0).firstChild().orElseThrow().children().get(0);
        assertThat(service.attribute("restricted")).contains("true");
        assertThat(service.attribute("password")).isEmpty();
        assertThat(service.attribute("username")).isEmpty();
        juliet.sends("<iq type='get' id='2' to='capulet.lit'><credentials xmlns='urn:xmpp:extdisco:2'>"
                        + "<service host='turn.capulet.lit' type='turn'/></credentials></iq>")
                .receives("<iq type='result' id='2'><credentials xmlns='urn:xmpp:extdisco:2'>"
                        + "<service host='turn.capulet.lit' type='turn' username='{any}' password='{any}'"
                        + " expires='{any}'/></credentials></iq>");
    }
}
