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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code enforce = false}: what a component does shows what has to be granted to it. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = DryRunTest.CONFIG)
@Spec(xep = 356, version = "0.4.1")
class DryRunTest {
    static final String CONFIG = """
            admins = ["admin@capulet.lit"]
            virtual-hosts { "capulet.lit" { privileged-entities { "pubsub.capulet.lit" {
              enforce = false
              roster = get
              users { deny = ["tybalt"] }
              acknowledge-dangerous = ["jabber:iq:private"]
            } } } }
            """ + Scene.COMPONENTS;

    private static final String FORBIDDEN = "<error type='auth'><forbidden xmlns='{stanzas}'/></error>";

    @BeforeEach
    void accounts(TestServer server) {
        for (String name : List.of("juliet", "tybalt", "admin")) {
            server.account(name + "@capulet.lit");
        }
        server.account("romeo@montague.lit");
    }

    private static TestComponent connected(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        return pubsub;
    }

    private static String rosterSet(String account) {
        return "<iq type='set' id='r1' from='pubsub.capulet.lit' to='" + account
                + "'><query xmlns='jabber:iq:roster'><item jid='a@b.lit'/></query></iq>";
    }

    private static String message(String from) {
        return "<message id='m1' from='pubsub.capulet.lit' to='capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='" + from
                + "' to='romeo@montague.lit/orchard'><body>x</body></message></forwarded></privilege></message>";
    }

    private static String request(String account, String namespace) {
        return "<iq type='get' id='q1' from='pubsub.capulet.lit' to='" + account
                + "'><privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='s'"
                + " to='plain.lit'><query xmlns='" + namespace + "'/></iq></privileged_iq></iq>";
    }

    @Test
    @Section(value = "9", rules = "P3")
    void whatIsNotGrantedHappensAndIsNoted(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestComponent plain = server.component("plain.lit");
        TestComponent pubsub = connected(server);

        // A roster push, for that is granted, and the answer.
        assertThat(pubsub.sends(rosterSet("juliet@capulet.lit")).received())
                .hasSize(2)
                .anySatisfy(answer -> assertThat(answer).asString().contains("type='result'", "id='r1'"));
        pubsub.sends(message("juliet@capulet.lit"));
        romeo.receives("<message from='juliet@capulet.lit'><body>x</body></message>");
        pubsub.sends(request("juliet@capulet.lit", "jabber:iq:version")).receivesNothing();
        plain.receives("<iq type='get' from='juliet@capulet.lit'><query xmlns='jabber:iq:version'/></iq>");

        assertThat(server.provided(Privileges.class).log(0))
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry)
                        .contains("tolerated", "pubsub.capulet.lit")
                        .last()
                        .asString()
                        .contains("is not granted to pubsub.capulet.lit; let through (enforce = false)"));
        assertThat(server.provided(Privileges.class).show("pubsub.capulet.lit"))
                .contains(
                        List.of("", "count roster tolerated", "1", ""),
                        List.of("capulet.lit", "unused", "roster get", "configuration:4"));
    }

    @ParameterizedTest
    @CsvSource({"tybalt@capulet.lit", "admin@capulet.lit", "romeo@montague.lit", "nobody@capulet.lit"})
    @Section(value = "9", rules = "P16")
    void whomItMustNotTouchStaysUntouched(String account, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        TestComponent pubsub = connected(server);

        pubsub.sends(message(account)).receives("<message type='error' id='m1'>" + FORBIDDEN + "</message>");
        romeo.receivesNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "urn:xmpp:privilege:2",
        "jabber:iq:roster",
        "jabber:iq:register",
        "jabber:iq:private",
        "urn:xmpp:delegation:2"
    })
    @Section(value = "9", rules = "P20")
    void whatIsDangerousStaysRefused(String namespace, TestServer server) {
        TestComponent plain = server.component("plain.lit");
        TestComponent pubsub = connected(server);

        pubsub.sends(request("juliet@capulet.lit", namespace))
                .receives("<iq type='error' id='q1'>" + FORBIDDEN + "</iq>");
        plain.receivesNothing();
    }

    @Test
    @Section(value = "9", rules = "P3")
    void itIsEnforcedFromTheReloadOn(TestServer server) {
        TestComponent pubsub = connected(server);

        server.reload(CONFIG.replace("enforce = false", "enforce = true"));
        pubsub.received();
        pubsub.sends(rosterSet("juliet@capulet.lit"))
                .receives("<iq type='error' id='r1'><error type='auth'><forbidden xmlns='{stanzas}'/>"
                        + "<denied xmlns='urn:regent:privilege:why' rule='roster'/></error></iq>");
    }
}
