package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.block;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.im.moved.Move;
import im.regent.im.moved.MovedAccounts;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An account that has moved tells its contacts where to, and whom it blocks nothing. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6121)
class BlockMovedTest {
    @Test
    @Section(value = "8.1", rules = "R231")
    void whomTheAccountBlocksDoesNotHearOfItsNewAddress(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient benvolio = server.connect("benvolio@montague.lit/street").available();
        Friends.befriend(juliet, romeo);
        Friends.befriend(juliet, benvolio);
        block(juliet, "romeo@montague.lit").losesConnection();
        Move move = new Move(Move.Kind.FOR_GOOD, Jid.valueOf("juliet@verona.example"));
        new MovedAccounts(server.stores()).record(Jid.valueOf("juliet@capulet.lit"), Optional.of(move));
        romeo.received();

        assertThat(loggedIn(server, "benvolio@montague.lit/phone").toString()).contains("verona");
        assertThat(loggedIn(server, "romeo@montague.lit/phone").toString()).doesNotContain("verona");
        romeo.sends("<message to='juliet@capulet.lit' id='1'><body>x</body></message>")
                .sends("<presence type='probe' to='juliet@capulet.lit'/>");
        assertThat(romeo.received().toString()).doesNotContain("verona");
    }

    private static List<Element> loggedIn(TestServer server, String address) {
        return server.connect(address).sends("<presence/>").received();
    }
}
