package im.regent.privilege;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** Who acts for a user may not do what the user could not: the user's block list holds, and so does that of the other side. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class BlockedByTheUserTest {
    private static final String MESSAGE = "<message from='pubsub.capulet.lit' to='capulet.lit' id='n1'>"
            + "<privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            + "<message xmlns='jabber:client' id='%s' from='juliet@capulet.lit' to='%s'><body>x</body></message>"
            + "</forwarded></privilege></message>";
    private static final String PING = "<iq type='get' id='p1' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
            + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='i1' to='%s'>"
            + "<ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>";

    private static void block(TestClient client, String jid) {
        client.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='" + jid + "'/></block></iq>")
                .receives("<iq type='result' id='b'/>");
    }

    private static TestComponent pubsub(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        return pubsub;
    }

    @Test
    @Section(value = "9", rules = "P40")
    void messageToWhomTheUserBlocksIsNotSent(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestComponent pubsub = pubsub(server);
        block(juliet, "romeo@montague.lit");

        pubsub.sends(MESSAGE.formatted("m1", "romeo@montague.lit/orchard"))
                .receives("<message type='error' id='n1' from='capulet.lit'><error type='cancel'>"
                        + "<not-acceptable xmlns='{stanzas}'/><blocked xmlns='urn:xmpp:blocking:errors'/></error>"
                        + "</message>");
        romeo.receivesNothing();
        juliet.receivesNothing();
        juliet.sends("<iq type='set' id='u'><unblock xmlns='urn:xmpp:blocking'/></iq>");
        pubsub.sends(MESSAGE.formatted("m2", "romeo@montague.lit/orchard"));
        romeo.receives("<message id='m2' from='juliet@capulet.lit'/>");
    }

    @Test
    @Section(value = "9", rules = "P40")
    void requestToWhomTheUserBlocksIsRefusedAsTheUsersOwn(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestComponent pubsub = pubsub(server);
        block(juliet, "montague.lit");

        pubsub.sends(PING.formatted("romeo@montague.lit/orchard"))
                .receives(
                        "<iq type='error' id='p1' from='juliet@capulet.lit'><error type='cancel'>"
                                + "<not-acceptable xmlns='{stanzas}'/><blocked xmlns='urn:xmpp:blocking:errors'/></error></iq>");
        romeo.receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Section(value = "9", rules = "P40")
    void messageToWhomBlocksTheUserIsNotDelivered(TestServer server) {
        server.account("juliet@capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestComponent pubsub = pubsub(server);
        block(romeo, "juliet@capulet.lit");

        pubsub.sends(MESSAGE.formatted("m1", "romeo@montague.lit"))
                .sends(MESSAGE.formatted("m2", "romeo@montague.lit/orchard"))
                .receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Section(value = "7.2", rules = "T6")
    void presenceOfABlockedContactIsNotShownToTheEntity(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        juliet.sends("<presence to='romeo@montague.lit' type='subscribe'/>");
        romeo.sends("<presence to='juliet@capulet.lit' type='subscribed'/>");
        juliet.received();
        block(juliet, "romeo@montague.lit");
        TestComponent pubsub = pubsub(server);

        romeo.sends("<presence/>");
        pubsub.receivesNothing();
    }
}
