package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.block;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Message;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** An item that is the account's own domain: everybody else there, but neither the account itself nor its server. */
@XmppTest
@Spec(xep = 191, version = "1.3")
class BlockOwnTest {
    @Test
    @Section("5")
    void resourcesOfOneAccountAlwaysReachEachOther(TestServer server) {
        TestClient balcony = server.connect("juliet@capulet.lit/balcony").available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        block(balcony, "capulet.lit");
        balcony.received();
        balcony.sends("<message to='juliet@capulet.lit/chamber' id='1'/>")
                .sends("<presence><show>away</show></presence>")
                .receives("<presence from='juliet@capulet.lit/balcony'><show>away</show></presence>");
        chamber.receives("<message id='1'/>").receives("<presence><show>away</show></presence>");
    }

    @Test
    @Section("6")
    void serverStaysWithinReachOfWhoeverBlocksItsDomain(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient nurse = server.connect("nurse@capulet.lit/hall").available();
        block(juliet, "capulet.lit");

        nurse.sends("<message to='juliet@capulet.lit' id='1'/>")
                .receives("<message type='error' id='1'>" + Blocks.UNAVAILABLE + "</message>");
        juliet.sends("<iq type='get' id='2' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>")
                .receives("<iq type='result' id='2' from='capulet.lit'/>");
        Jid host = Jid.valueOf("capulet.lit");
        server.routing()
                .router()
                .route(
                        Message.to(juliet.jid().bare(), Message.Type.HEADLINE).withFrom(host),
                        ActingFor.unanswered(host, Runnable::run));
        juliet.receives("<message type='headline' from='capulet.lit'/>");
        Blocks.unblock(juliet, "capulet.lit");
        nurse.sends("<message to='juliet@capulet.lit' id='3'/>").receivesNothing();
        juliet.receives("<message id='3'/>");
    }
}
