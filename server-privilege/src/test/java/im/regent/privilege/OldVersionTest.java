package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Components that were written for {@code urn:xmpp:privilege:1}. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = OldVersionTest.OLD)
@Spec(xep = 356, version = "0.4.1")
class OldVersionTest {
    static final String OLD = Scene.COMPONENTS + """
            virtual-hosts { "capulet.lit" { privileged-entities {
              "gateway.capulet.lit" {
                preset = spectrum
                iq { "urn:xmpp:ping" = get }
              }
              "pubsub.capulet.lit" { message = outgoing }
            } } }
            """;

    private static String wrapped(String from) {
        return "<message from='" + from + "' to='capulet.lit' id='n1'><privilege xmlns='urn:xmpp:privilege:1'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='juliet@capulet.lit'"
                + " to='romeo@montague.lit/orchard' id='foo'/></forwarded></privilege></message>";
    }

    private static TestClient romeo(TestServer server) {
        server.account("juliet@capulet.lit");
        return server.connect("romeo@montague.lit/orchard");
    }

    @Test
    @Section("4.2")
    void bothVersionsAreAdvertisedTheOldOneWithoutRequestsAndPushes(TestServer server) {
        server.component("gateway.capulet.lit")
                .receives("<message from='capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<perm access='roster' type='both' push='false'/><perm access='message' type='outgoing'/>"
                        + "<perm access='iq'><namespace ns='urn:xmpp:ping' type='get'/></perm></privilege></message>")
                .receives("<message from='capulet.lit'><privilege xmlns='urn:xmpp:privilege:1'>"
                        + "<perm access='roster' type='both'/><perm access='message' type='outgoing'/>"
                        + "</privilege></message>")
                .receivesNothing();
    }

    @Test
    @Section("5.1")
    void aMessageInTheOldNamespaceIsSentWhereThatIsConfigured(TestServer server) {
        TestClient romeo = romeo(server);
        TestComponent gateway = server.component("gateway.capulet.lit");
        gateway.received();

        gateway.sends(wrapped("gateway.capulet.lit")).receivesNothing();

        assertThat(romeo.received())
                .singleElement()
                .hasToString("<message xmlns='jabber:client' from='juliet@capulet.lit'"
                        + " to='romeo@montague.lit/orchard' id='foo'/>");
    }

    @Test
    @Section("5.1")
    void elsewhereItIsForbidden(TestServer server) {
        TestClient romeo = romeo(server);
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        assertThat(pubsub.received()).singleElement().asString().doesNotContain("privilege:1");

        pubsub.sends(wrapped("pubsub.capulet.lit"))
                .receives("<message type='error' id='n1'><error type='auth'><forbidden xmlns='{stanzas}'/>"
                        + "<text xmlns='{stanzas}'>version 1 of the protocol is not granted to pubsub.capulet.lit"
                        + "</text></error></message>")
                .receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T13")
    void nobodyCanAdvertiseInTheOldNamespaceEither(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();

        romeo(server).sends("<message to='pubsub.capulet.lit'><privilege xmlns='urn:xmpp:privilege:1'/></message>");

        pubsub.receivesNothing();
    }
}
