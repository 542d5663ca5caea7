package im.regent.im.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** What an operator can have notifications say. */
@XmppTest(
        features = {"push", "delivery"},
        config =
                "features.push { include-count = false, include-sender = true, include-body = true, max-body-length = 5,"
                        + " wake-idle = false, wake-beside-active = true, services = [\"push.client.lit\"] }")
@Spec(xep = 357, version = "0.4.1")
class PushContentTest {
    @Test
    @Section("7")
    void senderAndBeginningOfTheBody(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("But soft!");
        Element request = app.notified();
        assertThat(AppServer.field(request, "message-count")).isEqualTo("-");
        assertThat(AppServer.field(request, "last-message-sender")).isEqualTo("romeo@capulet.lit/orchard");
        assertThat(AppServer.field(request, "last-message-body")).isEqualTo("But …");
    }

    @Test
    @Section("7")
    void bodyOfAnEncryptedMessageIsNoneOfAnybodysBusiness(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.romeo.sends("<message type='chat' to='juliet@capulet.lit'><body>[encrypted]</body>"
                + "<encrypted xmlns='eu.siacs.conversations.axolotl'/></message>");
        assertThat(AppServer.field(app.notified(), "last-message-body")).isEqualTo("-");
    }

    @Test
    @Section("7")
    void deviceIsToldThoughAnotherSessionIsInUse(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        server.connect("juliet@capulet.lit/desktop").available();
        app.says("one");
        app.accepts(app.notified());
    }

    @Test
    @Section("5")
    void otherAppServersAreRefused(TestServer server) {
        server.connect("juliet@capulet.lit/phone")
                .sends("<iq type='set' id='1'><enable xmlns='urn:xmpp:push:0' jid='other.lit' node='n'/></iq>")
                .receives("<iq type='error' id='1'><error type='cancel'><not-allowed xmlns='{stanzas}'/></error></iq>");
    }
}
