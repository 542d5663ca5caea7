package im.regent.im.delivery;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(features = "delivery", config = "features.delivery.guard-resources = false")
@Spec(rfc = 6121)
class LenientRequestsTest {
    @Test
    @Section(value = "8.5.3.1", rules = "R228")
    void everybodyMayAskIfTheOperatorWantsIt(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        server.connect("romeo@capulet.lit/orchard")
                .sends("<iq type='get' id='1' to='juliet@capulet.lit/balcony'><query xmlns='urn:x'/></iq>")
                .receivesNothing();
        juliet.receives("<iq type='get' id='1' from='romeo@capulet.lit/orchard'/>");
    }
}
