package im.regent.privilege;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** What is sent for a user is copied to the user's devices as what the user sends (XEP-0280 §8). */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class CopiedToTheUserTest {
    private static final String SENT = "<message from='pubsub.capulet.lit' to='capulet.lit' id='n1'>"
            + "<privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>%s</forwarded>"
            + "</privilege></message>";

    private static TestClient phone(TestServer server) {
        TestClient phone = server.connect("juliet@capulet.lit/phone").available();
        phone.sends("<iq type='set' id='e'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        phone.received();
        return phone;
    }

    private static TestComponent pubsub(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        return pubsub;
    }

    @Test
    @Section("5.3")
    void everyDeviceSeesWhatTheEntitySendsForTheUser(TestServer server) {
        TestClient phone = phone(server);
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();

        pubsub(server)
                .sends(SENT.formatted("<message xmlns='jabber:client' type='chat' id='m' from='juliet@capulet.lit'"
                        + " to='romeo@montague.lit'><body>x</body></message>"));
        romeo.receives("<message id='m' from='juliet@capulet.lit'/>").receivesNothing();
        phone.receives(
                        "<message type='chat' from='juliet@capulet.lit' to='juliet@capulet.lit/phone'>"
                                + "<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                                + "<message xmlns='jabber:client' id='m' from='juliet@capulet.lit'/></forwarded></sent></message>")
                .receivesNothing();
    }

    @Test
    @Section("5.3")
    void entityCannotForgeACopy(TestServer server) {
        TestClient phone = phone(server);
        pubsub(server)
                .sends(SENT.formatted("<message xmlns='jabber:client' type='chat' from='juliet@capulet.lit'"
                        + " to='juliet@capulet.lit/phone'><received xmlns='urn:xmpp:carbons:2'>"
                        + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' type='chat'"
                        + " from='romeo@montague.lit/orchard' to='juliet@capulet.lit'><body>x</body></message></forwarded>"
                        + "</received></message>"));
        phone.receivesNothing();
    }
}
