package im.regent.im.moved;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@XmppTest(hosts = "capulet.lit", config = "features.moved.tell = contacts")
@Spec(xep = 283, version = "0.2.0")
class ForContactsOnlyTest {
    @Test
    @Section("5.1")
    void strangersSeeTheAccountAsItWas(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@capulet.lit/orchard").available();
        TestClient paris = server.connect("paris@capulet.lit/tomb").available();
        Friends.subscribe(romeo, juliet);
        juliet.losesConnection();
        romeo.received();
        new MovedAccounts(server.stores())
                .record(
                        Jid.valueOf("juliet@capulet.lit"),
                        Optional.of(new Move(Move.Kind.FOR_GOOD, Jid.valueOf("juliet@verona.example"))));
        server.settle();
        String message = "<message id='1' type='chat' to='juliet@capulet.lit'><body>x</body></message>";
        String request = "<iq type='get' id='2' to='juliet@capulet.lit'><vCard xmlns='vcard-temp'/></iq>";
        romeo.sends(message)
                .receives("<message id='1'><error><gone xmlns='{stanzas}'>xmpp:juliet@verona.example</gone></error>"
                        + "</message>")
                .sends(request)
                .receives("<iq id='2'><error><gone xmlns='{stanzas}'>xmpp:juliet@verona.example</gone></error></iq>");
        paris.sends(message)
                .sends("<presence type='subscribe' to='juliet@capulet.lit'/>")
                .sends(request);
        assertThat(paris.received())
                .singleElement()
                .asString()
                .contains("service-unavailable")
                .doesNotContain("verona");
    }
}
