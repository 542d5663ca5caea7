package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.stanza.Stanza;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;

/** A component sends as fast as it can while its permission is taken away. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = LiveGrantsTest.ALL)
@Spec(xep = 356, version = "0.4.1")
class RevocationUnderLoadTest {
    private static final int MESSAGES = 200;
    private static final String ANSWERED = "the reload was answered";

    private static String messages() {
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            // Many users, so that many acts are under way at a time.
            burst.append("<message from='pubsub.capulet.lit' to='capulet.lit' id='o")
                    .append(i)
                    .append("'><privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                            + "<message xmlns='jabber:client' from='user")
                    .append(i % 10)
                    .append("@capulet.lit' to='romeo@montague.lit' id='m")
                    .append(i)
                    .append("'><body>x</body></message></forwarded></privilege></message>");
        }
        return burst.toString();
    }

    private static String pings() {
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < MESSAGES; i++) {
            burst.append("<iq type='get' from='pubsub.capulet.lit' to='user")
                    .append(i % 10)
                    .append("@capulet.lit' id='q")
                    .append(i)
                    .append("'><privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='s")
                    .append(i)
                    .append("' to='romeo@montague.lit'><ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>");
        }
        return burst.toString();
    }

    /** Notes what reaches Romeo's host, and reloads in the middle of what the component sends. */
    private static List<String> observe(TestServer server, Stanza.Kind kind, int reloadAt) {
        List<String> seen = new ArrayList<>();
        List<String> sent = new ArrayList<>();
        server.routing().chains().of(Flow.INBOUND, kind).add(Phase.OBSERVE, "test", (stanza, origin) -> {
            if (stanza.to().isPresent() && stanza.receiver().domain().equals("montague.lit")) {
                seen.add(stanza.id());
            }
            return Verdict.pass();
        });
        server.routing().chains().of(Flow.FROM_COMPONENT, kind).add(Phase.GUARD, "a-test", (stanza, origin) -> {
            sent.add(stanza.id());
            if (sent.size() == reloadAt) {
                server.startReload(Scene.COMPONENTS).thenRun(() -> seen.add(ANSWERED));
            }
            return Verdict.pass();
        });
        return seen;
    }

    private static TestComponent connected(TestServer server, long seed) {
        for (int i = 0; i < 10; i++) {
            server.account("user" + i + "@capulet.lit");
        }
        server.connect("romeo@montague.lit/orchard").available();
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        pubsub.received();
        server.shuffle(seed);
        return pubsub;
    }

    @Shuffled
    @Section(
            value = "5.1",
            rules = {"P14", "T35"})
    void afterTheAnswerNoMessagePasses(long seed, TestServer server) {
        TestComponent pubsub = connected(server, seed);
        List<String> seen = observe(server, Stanza.Kind.MESSAGE, 20 + (int) seed);

        pubsub.sends(messages());

        assertThat(seen).contains(ANSWERED).last().isEqualTo(ANSWERED);
        long refused = pubsub.received().stream()
                .filter(element -> element.attribute("type", "").equals("error"))
                .count();
        assertThat(seen.size() - 1 + refused).isEqualTo(MESSAGES);
        assertThat(refused).isGreaterThan(0);
    }

    @Shuffled
    @Section(
            value = "6.3",
            rules = {"P20", "T35"})
    void afterTheAnswerNoRequestPasses(long seed, TestServer server) {
        TestComponent pubsub = connected(server, seed);
        List<String> seen = observe(server, Stanza.Kind.IQ, 20 + (int) seed);

        pubsub.sends(pings());

        assertThat(seen).contains(ANSWERED).last().isEqualTo(ANSWERED);
        assertThat(pubsub.received().stream()
                        .filter(element -> element.name().local().equals("iq")))
                .hasSize(MESSAGES);
    }
}
