package im.regent.im.push;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of nodes of app servers that have trouble, or are gone. */
@XmppTest(
        features = {"push", "delivery"},
        config = "features.push { max-failures = 3, retry-after = 10 seconds, answer-within = 30 seconds }")
@Spec(xep = 357, version = "0.4.1")
class PushFailuresTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private static List<PushNode> stored(TestServer server) {
        List<PushNode> nodes = new PushNodes(server.stores(), 10)
                .of(JULIET)
                .toCompletableFuture()
                .getNow(null);
        return nodes == null ? List.of() : nodes;
    }

    private static int enabled(TestServer server) {
        var stage = new PushNodes(server.stores(), 10).of(JULIET).toCompletableFuture();
        server.settle();
        return stage.join().size();
    }

    @ParameterizedTest
    @Section("7.1")
    @CsvSource({
        "cancel,item-not-found",
        "auth,forbidden",
        "auth,registration-required",
        "cancel,gone",
        "modify,bad-request"
    })
    void nodeThatIsRefusedIsForgottenAtOnce(String type, String condition, TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("one");
        app.refuses(app.notified(), type, condition);
        assertThat(enabled(server)).isZero();
        app.says("two");
        app.component.receivesNothing();
    }

    @ParameterizedTest
    @Section("7.1")
    @CsvSource({"wait,resource-constraint", "cancel,internal-server-error", "cancel,remote-server-not-found"})
    void passingTroubleIsTriedAgainThenTheNodeIsForgotten(String type, String condition, TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("one");
        app.refuses(app.notified(), type, condition);
        server.clock().advance(Duration.ofSeconds(9));
        app.component.receivesNothing();
        server.clock().advance(Duration.ofSeconds(2));
        app.refuses(app.notified(), type, condition);
        assertThat(enabled(server)).isEqualTo(1);
        server.clock().advance(Duration.ofSeconds(21));
        app.refuses(app.notified(), type, condition);
        assertThat(enabled(server)).isZero();
    }

    @Test
    @Section("7.1")
    void appServerThatIsSilentIsForgottenAfterAWhile(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("one");
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(app.component.received()).hasSize(3);
        assertThat(enabled(server)).isZero();
    }

    @Test
    @Section("7.1")
    void appServerThatIsNotConnectedIsForgottenAfterAWhile(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.component.losesConnection();
        app.says("one");
        assertThat(enabled(server)).isEqualTo(1);
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(enabled(server)).isZero();
    }

    @Test
    @Section("7.1")
    void failuresInARowAreCounted(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        for (int i = 0; i < 4; i++) {
            app.says("message " + i);
            app.refuses(app.notified(), "wait", "resource-constraint");
            server.clock().advance(Duration.ofSeconds(11));
            Element again = app.notified();
            app.accepts(again);
            server.clock().advance(Duration.ofSeconds(4));
        }
        assertThat(enabled(server)).isEqualTo(1);
    }

    @Test
    @Section("6")
    void nodeThatIsDisabledIsNotTriedAgain(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        app.says("one");
        Element request = app.notified();
        server.connect("juliet@capulet.lit/laptop")
                .sends("<iq type='set' id='d'><disable xmlns='urn:xmpp:push:0' jid='push.client.lit'/></iq>")
                .receives("<iq type='result' id='d'/>");
        app.refuses(request, "wait", "resource-constraint");
        server.clock().advance(Duration.ofMinutes(5));
        app.component.receivesNothing();
    }

    @Test
    @Section("7.1")
    void whatWasSeenMeanwhileIsNotTriedAgainAndCountsAsAFailure(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        for (int i = 0; i < 3; i++) {
            assertThat(enabled(server)).isEqualTo(1);
            app.says("message " + i);
            Element request = app.notified();
            server.connect("juliet@capulet.lit/laptop").available().closesStream();
            app.refuses(request, "wait", "resource-constraint");
            server.clock().advance(Duration.ofMinutes(5));
            app.component.receivesNothing();
        }
        assertThat(enabled(server)).isZero();
    }

    @Test
    @Section("5")
    void nodesThatWereEnabledSurviveARestart(TestServer server) {
        new AppServer(server).phoneLeaves();
        var stage = new PushNodes(server.stores(), 10).of(JULIET).toCompletableFuture();
        server.settle();
        PushNode node = stage.join().get(0);
        assertThat(PushNode.codec().decode(PushNode.codec().encode(node))).isEqualTo(node);
        assertThat(node.node()).isEqualTo(AppServer.NODE);
        assertThat(node.options()).hasSize(1);
    }

    @Test
    @Section("8")
    void appServerEndsNotificationsItself(TestServer server) {
        AppServer app = new AppServer(server);
        app.phoneLeaves();
        String message = "<message from='%s' to='juliet@capulet.lit'><pubsub xmlns='http://jabber.org/protocol/pubsub'"
                + " node='" + AppServer.NODE
                + "'><affiliation jid='juliet@capulet.lit' affiliation='%s'/></pubsub></message>";
        app.component.sends(message.formatted("push.client.lit", "publish-only"));
        app.romeo.sends(message.formatted("romeo@capulet.lit/orchard", "none"));
        assertThat(enabled(server)).isEqualTo(1);
        app.component.sends(message.formatted("push.client.lit", "none"));
        assertThat(enabled(server)).isZero();
        assertThat(stored(server)).isEmpty();
    }
}
