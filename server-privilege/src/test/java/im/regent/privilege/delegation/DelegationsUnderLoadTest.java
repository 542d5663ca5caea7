package im.regent.privilege.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Many ask as fast as they can while a namespace is taken from one component and given to another. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = DelegationsUnderLoadTest.TO_PUBSUB)
@Spec(xep = 355, version = "0.5")
class DelegationsUnderLoadTest {
    static final String TO_PUBSUB = Stage.COMPONENTS + """
            virtual-hosts { "capulet.lit" { delegations { "urn:xmpp:ping" = "pubsub.capulet.lit" } } }
            """;
    private static final String TO_FILTER = TO_PUBSUB.replace("= \"pubsub.", "= \"filter.");
    private static final int REQUESTS = 200;
    private static final int CLIENTS = 10;

    private static List<TestClient> clients(TestServer server) {
        IntStream.range(0, CLIENTS).forEach(i -> server.account("nurse" + i + "@capulet.lit"));
        return IntStream.range(0, CLIENTS)
                .mapToObj(i -> server.connect("user" + i + "@montague.lit/home"))
                .toList();
    }

    /** Each asks other accounts, so that many requests wait for storage at a time, and the reload comes in the middle. */
    private static Set<String> ask(List<TestClient> clients, String next, int reloadAt, TestServer server) {
        AtomicInteger reached = new AtomicInteger();
        server.routing().chains().of(Flow.INBOUND, Stanza.Kind.IQ).add(Phase.GUARD, "test", (stanza, origin) -> {
            if (reached.incrementAndGet() == reloadAt) {
                assertThat(server.startReload(next)).isCompleted();
            }
            return Verdict.pass();
        });
        for (int i = 0; i < REQUESTS; i++) {
            clients.get(i % CLIENTS)
                    .sendsLater("<iq type='get' id='p" + i + "' to='nurse" + i * 7 % CLIENTS
                            + "@capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>");
        }
        Set<String> failed = new HashSet<>();
        Set<String> answered = new HashSet<>();
        clients.forEach(client -> client.received().forEach(answer -> {
            String id = answer.attribute("id", "");
            assertThat(answered.add(id)).as("answered once").isTrue();
            if (answer.attribute("type", "").equals("error")) {
                failed.add(id);
            }
        }));
        assertThat(reached).hasValueGreaterThanOrEqualTo(REQUESTS);
        return failed;
    }

    private static List<String> forwarded(List<Element> received) {
        return received.stream()
                .filter(element -> element.attribute("type", "").equals("set"))
                .map(wrapper -> Stage.inner(wrapper).attribute("id", ""))
                .toList();
    }

    private static int news(List<Element> received) {
        return IntStream.range(0, received.size())
                .filter(i -> received.get(i).localName().equals("message"))
                .findFirst()
                .orElseThrow();
    }

    @Shuffled
    @Section(value = "8", rules = "D24")
    void behindTheNewsNotOneRequestIsForwardedAndWhatWaitedFails(long seed, TestServer server) {
        List<TestClient> clients = clients(server);
        TestComponent pubsub = Stage.pubsub(server);
        server.shuffle(seed);

        Set<String> failed = ask(clients, Stage.COMPONENTS, 20 + (int) seed, server);

        List<Element> received = pubsub.received();
        assertThat(news(received)).as("the last thing that it hears").isEqualTo(received.size() - 1);
        // The server itself refuses strangers, so that each request fails, on either way.
        assertThat(failed).hasSize(REQUESTS);
        assertThat(forwarded(received)).isNotEmpty().hasSizeLessThan(REQUESTS).doesNotHaveDuplicates();
    }

    @Shuffled
    @Section(value = "8", rules = "D24")
    void eachRequestGoesToOneManagerAndToTheNewOneBehindItsNews(long seed, TestServer server) {
        List<TestClient> clients = clients(server);
        TestComponent pubsub = Stage.pubsub(server);
        TestComponent filter = Stage.connected(server, "filter.capulet.lit");
        server.shuffle(seed);

        Set<String> failed = ask(clients, TO_FILTER, 20 + (int) seed, server);

        List<Element> old = pubsub.received();
        List<Element> fresh = filter.received();
        assertThat(news(old)).isEqualTo(old.size() - 1);
        assertThat(news(fresh)).isZero();
        assertThat(forwarded(old)).isNotEmpty().containsExactlyInAnyOrderElementsOf(failed);
        assertThat(forwarded(fresh)).hasSize(REQUESTS - failed.size()).doesNotContainAnyElementsOf(failed);
    }
}
