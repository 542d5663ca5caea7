package im.regent.im.ping;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(features = "ping")
@Spec(xep = 199, version = "2.0.1")
class PingTest {
    @Test
    @Section("4.2")
    void serverAnswersAPingOfItsClient(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='c2s1' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>")
                .receives("<iq type='result' id='c2s1' from='capulet.lit' to='juliet@capulet.lit/balcony'/>")
                .receivesNothing();
    }

    @Test
    @Section("4.2")
    void pingWithoutAddressIsAnsweredForTheAccount(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='c2s2'><ping xmlns='urn:xmpp:ping'/></iq>")
                .receives("<iq type='result' id='c2s2'/>");
    }

    @Test
    void pingToAnAccountOfSomebodyElseTellsNothing(TestServer server) {
        server.account("romeo@capulet.lit");
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='p1' to='romeo@capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>")
                .receives(
                        "<iq type='error' id='p1'><error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>")
                .sends("<iq type='get' id='p2' to='nobody@capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>")
                .receives(
                        "<iq type='error' id='p2'><error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>");
    }

    @Test
    void componentMayPingTheServer(TestServer server) {
        server.component("gateway.capulet.lit")
                .sends(
                        "<iq type='get' id='g1' from='gateway.capulet.lit' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>")
                .receives("<iq type='result' id='g1' from='capulet.lit' to='gateway.capulet.lit'/>");
    }
}
