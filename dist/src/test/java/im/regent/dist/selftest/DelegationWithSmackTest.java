package im.regent.dist.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.dist.interop.DemoServer;
import im.regent.dist.interop.LoopWatch;
import im.regent.dist.interop.SmackUser;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smackx.mood.Mood;
import org.jivesoftware.smackx.mood.MoodManager;
import org.jivesoftware.smackx.pep.PepManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** A component on a socket that is the users' service for personal eventing, and the people with Smack. */
@Spec(xep = 355, version = "0.5")
@ExtendWith(LoopWatch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DelegationWithSmackTest {
    private static final String GATEWAY = "gateway.localhost";
    private static final String DELEGATION = "urn:xmpp:delegation:2";
    private static final String FORWARD = "urn:xmpp:forward:0";
    private static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    private static final String MOOD = "http://jabber.org/protocol/mood";

    private final ExecutorService people = Executors.newCachedThreadPool();
    private DemoServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new DemoServer(
                directory,
                List.of(
                        delegated(PUBSUB),
                        delegated(PUBSUB + "#owner"),
                        delegated(DELEGATION + ":bare:disco#info:*"),
                        delegated(DELEGATION + ":bare:disco#items:*")));
    }

    private static String delegated(String namespace) {
        return "virtual-hosts.localhost.delegations.\"" + namespace + "\"=" + GATEWAY;
    }

    @AfterAll
    void stop() {
        people.shutdownNow();
        server.close();
    }

    private static void offersPersonalEventing(TestComponent gateway) throws StepFailure {
        String node = DELEGATION + ":bare:" + PUBSUB;
        Element question = gateway.await("the question for " + node, element -> node.equals(nodeOf(element)));
        StringBuilder features = new StringBuilder("<identity category='pubsub' type='pep'/>");
        for (String feature : List.of("auto-create", "auto-subscribe", "filtered-notifications", "publish")) {
            features.append("<feature var='" + PUBSUB + '#' + feature + "'/>");
        }
        gateway.say("<iq type='result' from='" + GATEWAY + "' to='localhost' id='" + question.getAttribute("id")
                + "'><query xmlns='http://jabber.org/protocol/disco#info' node='" + node + "'>" + features
                + "</query></iq>");
    }

    private static String nodeOf(Element element) {
        return Dom.child(element, "http://jabber.org/protocol/disco#info", "query")
                .map(query -> query.getAttribute("node"))
                .orElse("");
    }

    /** Takes what was published and tells the other one of it before the publisher hears that it worked. */
    private static void passesOn(TestComponent gateway, String to) throws StepFailure {
        Element wrapper = gateway.await(
                "what was published", element -> Dom.is(element, "iq") && Dom.has(element, DELEGATION, "delegation"));
        Element request = Dom.child(wrapper, DELEGATION, "delegation")
                .flatMap(delegation -> Dom.child(delegation, FORWARD, "forwarded"))
                .flatMap(forwarded -> Dom.child(forwarded, "jabber:client", "iq"))
                .orElseThrow();
        assertThat(Dom.has(request, MOOD, "happy")).isTrue();
        gateway.say("<message from='" + GATEWAY + "' to='localhost' id='e1'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='" + FORWARD + "'><message xmlns='jabber:client' type='headline'"
                + " from='alice@localhost' to='" + to + "'><event xmlns='" + PUBSUB + "#event'><items node='" + MOOD
                + "'><item id='1'><mood xmlns='" + MOOD + "'><happy/></mood></item></items></event></message>"
                + "</forwarded></privilege></message>");
        gateway.say("<iq type='result' from='" + GATEWAY + "' to='localhost' id='" + wrapper.getAttribute("id")
                + "'><delegation xmlns='" + DELEGATION + "'><forwarded xmlns='" + FORWARD
                + "'><iq xmlns='jabber:client' type='result' id='" + request.getAttribute("id") + "' to='"
                + request.getAttribute("from") + "'><pubsub xmlns='" + PUBSUB + "'><publish node='" + MOOD
                + "'><item id='1'/></publish></pubsub></iq></forwarded></delegation></iq>");
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"D2", "D3", "D6", "D17"})
    void componentIsTheServiceForPersonalEventing() throws Exception {
        // Smack asks every service at login; the people come first, because this component answers only what it must.
        try (SmackUser alice = SmackUser.login(server, "alice");
                SmackUser bob = SmackUser.login(server, "bob");
                TestComponent gateway =
                        TestComponent.connect(server.address("component"), GATEWAY, server.secret(GATEWAY))) {
            gateway.await(
                    "the delegations",
                    element -> Dom.is(element, "message") && Dom.has(element, DELEGATION, "delegated"));
            offersPersonalEventing(gateway);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> PepManager.getInstanceFor(alice.connection()).isSupported());
            BlockingQueue<Mood> moods = new LinkedBlockingQueue<>();
            MoodManager.getInstanceFor(bob.connection())
                    .addMoodListener((from, mood, id, carrier) -> moods.add(mood.getMood()));

            Future<Boolean> published = people.submit(publishing(alice));
            passesOn(gateway, bob.connection().getUser().toString());

            assertThat(published.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(moods.poll(10, TimeUnit.SECONDS)).isEqualTo(Mood.happy);
        }
    }

    private static Callable<Boolean> publishing(SmackUser user) {
        return () -> {
            MoodManager.getInstanceFor(user.connection()).setMood(Mood.happy);
            return true;
        };
    }
}
