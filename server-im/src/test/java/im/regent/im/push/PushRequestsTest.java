package im.regent.im.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enabling and disabling. */
@XmppTest(features = "push", config = "features.push { max-nodes = 2, max-options-size = 500 B }")
@Spec(xep = 357, version = "0.4.1")
class PushRequestsTest {
    private static final String FORM = "<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'><value>";

    private static TestClient juliet(TestServer server) {
        return server.connect("juliet@capulet.lit/phone");
    }

    private static String enabled(TestServer server) {
        var stage = new PushNodes(server.stores(), 2)
                .of(Jid.valueOf("juliet@capulet.lit"))
                .toCompletableFuture();
        server.settle();
        return stage.join().stream()
                .map(node -> node.node() + ":" + node.options().size())
                .collect(Collectors.joining(" "));
    }

    private static String disable(String attributes) {
        return "<iq type='set' id='d'><disable xmlns='urn:xmpp:push:0' " + attributes + "/></iq>";
    }

    private static String error(String id, String type, String condition) {
        return "<iq type='error' id='" + id + "'><error type='" + type + "'><" + condition
                + " xmlns='{stanzas}'/></error></iq>";
    }

    @Test
    @Section("5")
    void lastOptionsOfANodeCount(TestServer server) {
        juliet(server)
                .sends(AppServer.enable("1", "n", ""))
                .receives("<iq type='result' id='1'/>")
                .sends(AppServer.enable("2", "n", AppServer.OPTIONS))
                .receives("<iq type='result' id='2'/>");
        assertThat(enabled(server)).isEqualTo("n:1");
    }

    @Test
    @Section("5")
    void nodesOfAnAccountAreLimited(TestServer server) {
        TestClient juliet = juliet(server);
        for (String node : List.of("a", "b")) {
            juliet.sends(AppServer.enable(node, node, "")).receives("<iq type='result' id='" + node + "'/>");
        }
        juliet.sends(AppServer.enable("c", "c", ""))
                .receives(error("c", "wait", "resource-constraint"))
                .sends(AppServer.enable("b", "b", AppServer.OPTIONS))
                .receives("<iq type='result' id='b'/>");
        assertThat(enabled(server)).isEqualTo("a:0 b:1");
    }

    @Test
    @Section("6")
    void oneNodeOrAllOfAServiceAreDisabled(TestServer server) {
        TestClient juliet = juliet(server);
        juliet.sends(AppServer.enable("1", "a", "") + AppServer.enable("2", "b", ""))
                .received();
        juliet.sends(disable("jid='push.client.lit' node='a'")).receives("<iq type='result' id='d'/>");
        assertThat(enabled(server)).isEqualTo("b:0");
        juliet.sends(disable("jid='other.lit'")).receives("<iq type='result' id='d'/>");
        assertThat(enabled(server)).isEqualTo("b:0");
        juliet.sends(disable("jid='push.client.lit'")).receives("<iq type='result' id='d'/>");
        assertThat(enabled(server)).isEmpty();
    }

    @ParameterizedTest
    @Section("5")
    @CsvSource({
        "'',modify,bad-request",
        "jid='',modify,bad-request",
        "jid='@',modify,bad-request",
        // Nobody makes the server send requests to other users in its own name.
        "jid='romeo@capulet.lit/orchard',cancel,not-allowed",
        "jid='capulet.lit',cancel,not-allowed"
    })
    void whatIsNoAppServerIsRefused(String attribute, String type, String condition, TestServer server) {
        String quoted = attribute.replaceAll("jid=(.*)", "jid='$1'").replace("''", "'");
        juliet(server)
                .sends("<iq type='set' id='1'><enable xmlns='urn:xmpp:push:0' node='n' " + quoted + "/></iq>")
                .receives(error("1", type, condition));
        assertThat(enabled(server)).isEmpty();
    }

    @Test
    @Section("5")
    void formsOfOtherKindsAreRefused(TestServer server) {
        juliet(server)
                .sends(AppServer.enable("1", "n", FORM + "other</value></field></x>"))
                .receives(error("1", "modify", "bad-request"))
                .sends(AppServer.enable("2", "n", AppServer.OPTIONS + AppServer.OPTIONS))
                .receives(error("2", "modify", "bad-request"))
                .sends(AppServer.enable("3", "n", AppServer.OPTIONS.replace("eruio", "e".repeat(500))))
                .receives(error("3", "modify", "not-acceptable"))
                .sends(AppServer.enable("4", "n".repeat(1001), ""))
                .receives(error("4", "modify", "not-acceptable"));
        assertThat(enabled(server)).isEmpty();
    }

    @Test
    @Section("5")
    void nobodyEnablesAnythingForOthers(TestServer server) {
        juliet(server);
        server.connect("romeo@capulet.lit/orchard")
                .sends("<iq type='set' id='1' to='juliet@capulet.lit'>"
                        + "<enable xmlns='urn:xmpp:push:0' jid='push.client.lit' node='n'/></iq>")
                .receives(error("1", "cancel", "service-unavailable"));
        assertThat(enabled(server)).isEmpty();
    }

    @Test
    @Section("11")
    void secretsAreNotShown(TestServer server) {
        juliet(server).sends(AppServer.enable("1", "n", AppServer.OPTIONS)).received();
        var stage = new PushNodes(server.stores(), 2)
                .of(Jid.valueOf("juliet@capulet.lit"))
                .toCompletableFuture();
        server.settle();
        assertThat(stage.join().toString()).doesNotContain("eruio234vzxc2kla-91", "push.client.lit");
    }
}
