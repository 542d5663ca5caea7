package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code roster-scope = own-domain}: a gateway learns nothing of contacts elsewhere. */
@XmppTest(hosts = "capulet.lit", config = RosterScopeTest.CONFIG)
@Spec(xep = 356, version = "0.4.1")
class RosterScopeTest {
    static final String CONFIG = """
            virtual-hosts { "capulet.lit" { privileged-entities { "gateway.capulet.lit" {
              roster = both
              roster-scope = own-domain
            } } } }
            """ + Scene.COMPONENTS;

    private static final String JULIET = "juliet@capulet.lit";

    private TestComponent gateway;
    private TestClient juliet;

    @BeforeEach
    void rosterOfTwo(TestServer server) {
        server.account(JULIET);
        gateway = server.component("gateway.capulet.lit");
        juliet = server.connect(JULIET + "/balcony");
        gateway.received();
    }

    private static String set(String contact) {
        return "<query xmlns='jabber:iq:roster'><item jid='" + contact + "' name='N'/></query></iq>";
    }

    private void ask(String type, String payload) {
        gateway.sends("<iq type='" + type + "' id='r1' from='gateway.capulet.lit' to='" + JULIET + "'>" + payload);
    }

    @Test
    @Section(value = "4.4", rules = "P9")
    void itIsToldOfItsOwnContactsOnly() {
        juliet.sends("<iq type='set' id='1'>" + set("romeo@montague.lit"));
        gateway.receivesNothing();

        juliet.sends("<iq type='set' id='2'>" + set("icq1@gateway.capulet.lit"));
        gateway.receives("<iq type='set' from='" + JULIET + "'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='icq1@gateway.capulet.lit'/></query></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "P4")
    void itReadsItsOwnContactsOnly() {
        juliet.sends("<iq type='set' id='1'>" + set("romeo@montague.lit"));
        juliet.sends("<iq type='set' id='2'>" + set("icq1@gateway.capulet.lit"));
        gateway.received();

        ask("get", "<query xmlns='jabber:iq:roster'/></iq>");

        assertThat(gateway.received())
                .singleElement()
                .asString()
                .contains("type='result'", "icq1@gateway.capulet.lit", "N")
                .doesNotContain("montague");
    }

    @Test
    @Section(value = "4.3", rules = "P5")
    void itChangesItsOwnContactsOnly() {
        ask("set", set("romeo@montague.lit"));
        gateway.receives("<iq type='error' id='r1'><error type='auth'><forbidden xmlns='{stanzas}'/>"
                        + "<denied xmlns='urn:regent:privilege:why' rule='roster-scope'/></error></iq>")
                .receivesNothing();
        juliet.sends("<iq type='get' id='g'><query xmlns='jabber:iq:roster'/></iq>");
        assertThat(juliet.received().toString()).contains("'g'").doesNotContain("montague");

        ask("set", set("icq1@gateway.capulet.lit"));
        assertThat(gateway.received())
                .hasSize(2)
                .anySatisfy(answer -> assertThat(answer).asString().contains("type='result'", "id='r1'"));
    }

    @Test
    @Section(value = "4.1", rules = "P2")
    void theScopeIsShownWithItsPlace(TestServer server) {
        assertThat(server.provided(Privileges.class).show("gateway.capulet.lit"))
                .contains(List.of("capulet.lit", "roster-scope", "own-domain", "configuration:3"));
    }
}
