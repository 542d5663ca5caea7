package im.regent.im.carbons;

import static im.regent.im.carbons.Devices.chat;
import static im.regent.im.carbons.Devices.copy;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.routing.BindOption;
import im.regent.core.routing.ClientSession;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** Carbons that a client asks for while it binds its resource. */
@XmppTest(hosts = "capulet.lit")
@Spec(xep = 386, version = "1.1.0")
@Section("3.2.1")
class EnabledAtOnceTest {
    private static final String REQUEST = "enable";

    private final BindOption option = new EnabledAtOnce(InstantSource.system());

    @Test
    void theOptionIsNamedAfterItsNamespace() {
        assertThat(option.feature()).isEqualTo("urn:xmpp:carbons:2");
        assertThat(option.requests()).containsExactly(new Name("urn:xmpp:carbons:2", REQUEST));
    }

    /** "Message Carbons MUST be enabled at this point. As this operation MUST succeed, no response is necessary." */
    @Test
    void copiesComeWithoutAnotherRequest(TestServer server) {
        TestClient desk = server.connect("juliet@capulet.lit/desk").available();
        TestClient phone = server.connect("juliet@capulet.lit/phone").available();
        desk.received();
        phone.received();
        ClientSession session =
                (ClientSession) server.routing().sessions().find(phone.jid()).orElseThrow();
        assertThat(option.enable(Element.of("urn:xmpp:carbons:2", REQUEST), session))
                .isEmpty();
        desk.sends(chat("romeo@capulet.lit/orchard", "m"));
        phone.receives(copy("sent", phone, "m"));
    }
}
