package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.block;
import static im.regent.im.blocking.Blocks.unblock;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** What is kept for an account, from before or after the block: "MUST NOT deliver any XML stanzas from the JID". */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6121)
class BlockKeptTest {
    private static final String CHAT = "<message type='chat' to='juliet@capulet.lit' id='%s'><body>x</body></message>";

    @Test
    @Section(value = "8.1", rules = "R231")
    void nothingOfABlockedSenderIsKept(TestServer server) {
        block(server.connect("juliet@capulet.lit/balcony"), "romeo@montague.lit")
                .losesConnection();
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        romeo.sends(CHAT.formatted("1"))
                .receives("<message type='error' id='1'>" + Blocks.UNAVAILABLE + "</message>")
                .sends("<presence type='subscribe' to='juliet@capulet.lit'/>")
                .receivesNothing();

        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        unblock(juliet);
        juliet.sends("<presence/>")
                .receives("<presence from='juliet@capulet.lit/balcony'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "8.1", rules = "R231")
    void messagesKeptFromBeforeTheBlockAreDroppedWhenTheirTurnComes(TestServer server) {
        server.account("juliet@capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        TestClient nurse = server.connect("nurse@capulet.lit/hall");
        romeo.sends(CHAT.formatted("1"));
        nurse.sends(CHAT.formatted("2"));
        romeo.sends(CHAT.formatted("3"));

        TestClient juliet = block(server.connect("juliet@capulet.lit/balcony"), "romeo@montague.lit");
        juliet.sends("<presence/>")
                .receives("<presence from='juliet@capulet.lit/balcony'/>")
                .receives("<message id='2' from='nurse@capulet.lit/hall'/>")
                .receivesNothing();
        unblock(juliet)
                .sends("<presence type='unavailable'/>")
                .receives("<presence type='unavailable'/>")
                .sends("<presence/>")
                .receives("<presence/>")
                .receivesNothing();
        romeo.receivesNothing();
    }

    @Test
    @Section(value = "8.1", rules = "R231")
    void requestThatIsPendingFromBeforeTheBlockWaitsForItsEnd(TestServer server) {
        server.account("juliet@capulet.lit");
        server.connect("romeo@montague.lit/orchard").sends("<presence type='subscribe' to='juliet@capulet.lit'/>");
        server.connect("nurse@capulet.lit/hall").sends("<presence type='subscribe' to='juliet@capulet.lit'/>");

        TestClient juliet = block(server.connect("juliet@capulet.lit/balcony"), "montague.lit");
        juliet.sends("<presence/>")
                .receivesInAnyOrder(
                        "<presence from='juliet@capulet.lit/balcony'/>",
                        "<presence type='subscribe' from='nurse@capulet.lit'/>")
                .receivesNothing();
        unblock(juliet, "montague.lit").receivesNothing();

        server.connect("juliet@capulet.lit/chamber")
                .sends("<presence/>")
                .receivesInAnyOrder(
                        "<presence from='juliet@capulet.lit/balcony'/>",
                        "<presence from='juliet@capulet.lit/chamber'/>",
                        "<presence type='subscribe' from='nurse@capulet.lit'/>",
                        "<presence type='subscribe' from='romeo@montague.lit'/>");
    }

    @Test
    @Section(value = "8.1", rules = "R231")
    void blockHoldsFromTheFirstStanzaOfALaterSession(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        block(server.connect("juliet@capulet.lit/balcony"), "romeo@montague.lit")
                .losesConnection();

        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        romeo.sends("<message to='juliet@capulet.lit/balcony' id='1'/>")
                .receives("<message type='error' id='1'>" + Blocks.UNAVAILABLE + "</message>");
        juliet.receivesNothing()
                .sends("<message to='romeo@montague.lit' id='2'/>")
                .receives("<message type='error' id='2'>" + Blocks.BLOCKED + "</message>");
        romeo.receivesNothing();
    }
}
