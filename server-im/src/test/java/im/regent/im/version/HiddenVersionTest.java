package im.regent.im.version;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(features = "version", config = "features.version.tell-version = false")
@Spec(xep = 92, version = "1.1")
class HiddenVersionTest {
    @Test
    @Section("5")
    void versionIsNotToldIfTheOperatorDoesNotWantIt(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='v' to='capulet.lit'><query xmlns='jabber:iq:version'/></iq>")
                .receives("<iq type='result' id='v'><query xmlns='jabber:iq:version'>"
                        + "<name>Regent</name><version>unknown</version></query></iq>");
    }
}
