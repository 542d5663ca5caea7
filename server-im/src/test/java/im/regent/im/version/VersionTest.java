package im.regent.im.version;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.server.ServerVersion;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

@XmppTest(features = "version")
@Spec(xep = 92, version = "1.1")
class VersionTest {
    @Test
    @Section("3")
    void nameAndVersionAreTold(TestServer server) {
        assertThat(ServerVersion.read()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='v' to='capulet.lit'><query xmlns='jabber:iq:version'/></iq>")
                .receives("<iq type='result' id='v' from='capulet.lit'><query xmlns='jabber:iq:version'>"
                        + "<name>Regent</name><version>" + ServerVersion.read() + "</version></query></iq>")
                .receivesNothing();
    }

    @Test
    void setIsRefused(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='set' id='v' to='capulet.lit'><query xmlns='jabber:iq:version'/></iq>")
                .receives("<iq type='error' id='v'><error><service-unavailable xmlns='{stanzas}'/></error></iq>");
    }
}
