package im.regent.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Target;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where stanzas end: the core alone, with handlers of the test. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class DispatchTest {
    private static final Name QUERY = new Name("urn:x", "query");

    private static void answer(TestServer server, Target target) {
        server.routing()
                .iqTable()
                .add(
                        Iq.Type.GET,
                        QUERY,
                        target,
                        (iq, origin) -> Verdict.reply(iq.result(Element.of("urn:x", target.name()))));
    }

    private static String get(String id, String to) {
        return "<iq type='get' id='" + id + "'" + (to.isEmpty() ? "" : " to='" + to + "'")
                + "><query xmlns='urn:x'/></iq>";
    }

    private static String unavailable(String id) {
        return "<iq type='error' id='" + id
                + "'><error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>";
    }

    @Test
    @Section(
            value = "10.3.3",
            rules = {"R112", "R117", "R128", "R133", "R226", "R227"})
    void requestsFindTheirHandlerOrAnErrorEachOnce(TestServer server) {
        answer(server, Target.HOST);
        answer(server, Target.ACCOUNT);
        server.account("romeo@montague.lit");
        server.connect("juliet@capulet.lit/balcony")
                .sends(get("1", "capulet.lit"))
                .receives("<iq type='result' id='1' from='capulet.lit'><HOST xmlns='urn:x'/></iq>")
                .sends(get("2", "montague.lit/any"))
                .receives("<iq type='result' id='2' from='montague.lit/any'><HOST xmlns='urn:x'/></iq>")
                .sends(get("3", ""))
                .receives("<iq type='result' id='3'><ACCOUNT xmlns='urn:x'/></iq>")
                .sends(get("4", "juliet@capulet.lit"))
                .receives("<iq type='result' id='4' from='juliet@capulet.lit'><ACCOUNT xmlns='urn:x'/></iq>")
                .sends(get("5", "romeo@montague.lit"))
                .receives("<iq type='result' id='5' from='romeo@montague.lit'><ACCOUNT xmlns='urn:x'/></iq>")
                .sends(get("6", "nobody@montague.lit"))
                .receives(unavailable("6"))
                .sends(get("7", "romeo@montague.lit/gone"))
                .receives(unavailable("7"))
                .sends("<iq type='set' id='8' to='capulet.lit'><query xmlns='urn:x'/></iq>")
                .receives(unavailable("8"))
                .sends("<iq type='get' id='9'><query xmlns='urn:y'/></iq>")
                .receives(unavailable("9"))
                .receivesNothing();
    }

    @Test
    void ownAccountComesBeforeEveryAccount(TestServer server) {
        answer(server, Target.SELF);
        answer(server, Target.ACCOUNT);
        server.account("romeo@montague.lit");
        server.connect("juliet@capulet.lit/balcony")
                .sends(get("1", ""))
                .receives("<iq id='1'><SELF xmlns='urn:x'/></iq>")
                .sends(get("2", "romeo@montague.lit"))
                .receives("<iq id='2'><ACCOUNT xmlns='urn:x'/></iq>");
        server.component("gateway.capulet.lit")
                .sends("<iq from='juliet@gateway.capulet.lit' type='get' id='3' to='juliet@capulet.lit'>"
                        + "<query xmlns='urn:x'/></iq>")
                .receives("<iq id='3'><ACCOUNT xmlns='urn:x'/></iq>");
    }

    @Test
    void hostThatAsksWithoutAddressAsksItself(TestServer server) {
        answer(server, Target.SELF);
        answer(server, Target.HOST);
        ActingFor host = ActingFor.unanswered(Jid.valueOf("capulet.lit"), Runnable::run);
        CompletableFuture<Optional<Iq>> answer = server.routing()
                .ask(
                        host.jid(),
                        Iq.request(Iq.Type.GET, "1", Element.of("urn:x", "query")),
                        host,
                        Duration.ofSeconds(1))
                .toCompletableFuture();
        assertThat(answer.join().flatMap(Iq::payload)).contains(Element.of("urn:x", "HOST"));
    }

    @Test
    @Section(value = "8.2.3", rules = "R112")
    void handlerThatFailsAnswersOnce(TestServer server) {
        server.expectLog("a handler failed");
        server.routing().iqTable().add(Iq.Type.GET, QUERY, Target.HOST, (iq, origin) -> {
            throw new IllegalStateException("a bug");
        });
        server.routing()
                .iqTable()
                .add(
                        Iq.Type.GET,
                        QUERY,
                        Target.SELF,
                        (iq, origin) ->
                                Verdict.later(CompletableFuture.failedStage(new IllegalStateException("disk"))));
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (String to : new String[] {"capulet.lit", ""}) {
            juliet.sends(get("1", to))
                    .receives("<iq type='error' id='1'><error type='cancel'>"
                            + "<internal-server-error xmlns='{stanzas}'/></error></iq>")
                    .receivesNothing();
        }
    }

    @Test
    @Section(
            value = "8.5.3.1",
            rules = {"R228", "R229"})
    void iqToABoundAddressIsDeliveredAndItsAnswerToo(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends(get("1", "romeo@montague.lit/orchard")).receivesNothing();
        romeo.receives("<iq type='get' id='1' from='juliet@capulet.lit/balcony'/>")
                .sends("<iq type='result' id='1' to='juliet@capulet.lit/balcony'/>")
                .sends("<iq type='error' id='2' to='juliet@capulet.lit/balcony'/>")
                .receivesNothing();
        juliet.receives("<iq type='result' id='1' from='romeo@montague.lit/orchard'/>")
                .receives("<iq type='error' id='2'/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.net", "romeo@example.net", "romeo@example.net/r", "sub.capulet.lit"})
    @Section(
            value = "10.4.3",
            rules = {"R131", "R132"})
    void domainThatIsNotServedIsNotFound(String to, TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<message id='1' to='" + to + "'><body>x</body></message>")
                .receives(
                        "<message type='error' id='1' from='" + to + "'><error type='cancel'>"
                                + "<remote-server-not-found xmlns='{stanzas}'/><text xmlns='{stanzas}'>{any}</text></error></message>")
                .sends(get("2", to))
                .receives(
                        "<iq type='error' id='2'><error type='cancel'><remote-server-not-found xmlns='{stanzas}'/></error></iq>")
                .sends("<presence type='subscribe' id='3' to='" + to + "'/>")
                .receives("<presence type='error' id='3'/>")
                .sends("<presence to='" + to + "'/><presence type='probe' to='" + to + "'/>")
                .sends("<iq type='result' id='4' to='" + to + "'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "10.5.1", rules = "R133")
    void messagesAndPresenceToTheHostAreIgnored(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<message to='capulet.lit'><body>x</body></message><presence to='capulet.lit/x'/>")
                .sends("<presence type='subscribe' to='capulet.lit'/>")
                .receivesNothing();
    }

    @Shuffled
    @Section(value = "10.1", rules = "R124")
    void hooksThatWaitDoNotMixTheOrder(long seed, TestServer server) {
        server.shuffle(seed);
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (Flow flow : List.of(Flow.OUTBOUND, Flow.INBOUND)) {
            server.routing()
                    .chains()
                    .of(flow, Stanza.Kind.MESSAGE)
                    .add(
                            Phase.POLICY,
                            "slow",
                            (stanza, origin) -> stanza.id().hashCode() % 3 == 0
                                    ? Verdict.pass()
                                    : Verdict.later(server.stores()
                                            .accounts()
                                            .exists(stanza.sender().bare())
                                            .thenApply(exists -> Verdict.pass())));
        }
        for (int i = 0; i < 60; i++) {
            juliet.sendsLater("<message id='" + i + "' to='romeo@montague.lit/orchard'/>");
        }
        assertThat(romeo.received())
                .extracting(element -> element.attribute("id", ""))
                .isEqualTo(IntStream.range(0, 60).mapToObj(String::valueOf).toList());
    }

    @Shuffled
    @Section(value = "10.1", rules = "R124")
    void componentsOrderHoldsForEachPair(long seed, TestServer server) {
        server.shuffle(seed);
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.routing()
                .chains()
                .of(Flow.INBOUND, Stanza.Kind.MESSAGE)
                .add(
                        Phase.POLICY,
                        "slow",
                        (stanza, origin) -> Verdict.later(server.stores()
                                .accounts()
                                .exists(stanza.sender().bare())
                                .thenApply(exists -> Verdict.pass())));
        StringBuilder stanzas = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            stanzas.append("<message id='%d' from='u%d@gateway.capulet.lit' to='romeo@montague.lit/orchard'/>"
                    .formatted(i, i % 3));
        }
        server.component("gateway.capulet.lit").sends(stanzas.toString());
        List<Element> got = romeo.received();
        assertThat(got).hasSize(60);
        for (int user = 0; user < 3; user++) {
            String from = "u" + user + "@gateway.capulet.lit";
            assertThat(got.stream()
                            .filter(element -> element.attribute("from", "").equals(from))
                            .map(element -> Integer.parseInt(element.attribute("id", "")))
                            .toList())
                    .isSorted()
                    .hasSize(20);
        }
    }
}
