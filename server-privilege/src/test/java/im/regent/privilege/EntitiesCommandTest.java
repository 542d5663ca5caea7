package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** What administrators are shown in their clients. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 50, version = "1.3.0")
class EntitiesCommandTest {
    private static String execute(String host) {
        return "<iq type='set' id='c' to='" + host + "'><command xmlns='http://jabber.org/protocol/commands'"
                + " node='urn:regent:privilege:entities' action='execute'/></iq>";
    }

    @Test
    @Section("2.4")
    void administratorsSeeStatusLastUseAndWhatIsUnused(TestServer server) {
        server.account("juliet@capulet.lit");
        TestClient admin = server.connect("admin@capulet.lit/desk");
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.sends("<iq type='get' id='r' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
                + "<query xmlns='jabber:iq:roster'/></iq>");

        String shown = admin.sends(execute("capulet.lit")).received().toString();

        assertThat(shown)
                .contains(
                        "status='completed'",
                        "var='pubsub.capulet.lit'",
                        "roster=both message=outgoing presence=roster iq=3, connected",
                        "allowed: 1, refused: 0, last act: ",
                        "unused: roster set",
                        "unused: message outgoing",
                        "unused: iq get urn:xmpp:ping")
                .doesNotContain("unused: roster get", "last act: never");
        assertThat(admin.sends(execute("montague.lit")).received().toString())
                .contains("There are none on montague.lit.");
    }

    @Test
    @Section("3")
    void othersAreRefused(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends(execute("capulet.lit"))
                .receives("<iq type='error' id='c'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>");
    }
}
