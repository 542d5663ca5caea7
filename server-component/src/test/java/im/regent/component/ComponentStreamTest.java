package im.regent.component;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Spec(xep = 114, version = "1.6")
class ComponentStreamTest {
    private static final String CONFIG = """
            components {
              "gateway.capulet.lit" { secret = "a long and secret word" }
              "search.montague.lit" { secret = "another long secret word" }
              "example.net" { secret = "a long and secret word" }
            }
            """;

    private final House house = open(CONFIG);

    private static House open(String config) {
        try {
            return new House(config);
        } catch (im.regent.core.stream.PortUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertEnded(FakeTransport transport, StreamCondition condition) {
        assertThat(transport.error()).map(StreamError::condition).contains(condition);
    }

    private static List<String> sent(FakeTransport transport) {
        return transport.sent.stream().map(House::brief).toList();
    }

    private House.Sender route(String to, String id) {
        House.Sender juliet = new House.Sender("juliet@capulet.lit/balcony");
        house.routing().router().route(House.message("juliet@capulet.lit/balcony", to, id), juliet);
        return juliet;
    }

    @Test
    @Section("3")
    void handshakeOfTheXepsExample() {
        assertThat(House.digest("3BF96D32" + "test")).isEqualTo("aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e");
    }

    @Test
    @Section("3")
    void headerNamesTheComponentAndHasNoVersion() {
        FakeTransport gateway = house.component("Gateway.Capulet.lit");
        assertThat(gateway.headers).singleElement().satisfies(header -> {
            assertThat(header.from()).isEqualTo("gateway.capulet.lit");
            assertThat(header.namespace()).isEqualTo(House.NAMESPACE);
            assertThat(header.id()).isNotEmpty();
            assertThat(header.version()).isEmpty();
        });
        assertThat(house.events).containsExactly("connected gateway.capulet.lit");
    }

    @Test
    @Section("3")
    void handshakeIsConfirmedThenFeaturesSpeakThenStanzasComeInOneFlush() {
        FakeTransport gateway = house.component("gateway.capulet.lit");
        route("gateway.capulet.lit", "m1");
        assertThat(sent(gateway)).containsExactly("handshake", "message welcome", "message m1");
        assertThat(gateway.limits).hasSize(2);
        gateway.waits();
        assertThat(gateway.isOver()).as("the deadline is cancelled").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "wrong", "a long and secret word ", "A LONG AND SECRET WORD", "another long secret word"})
    @Section("3")
    void wrongSecretIsNotAuthorized(String secret) {
        FakeTransport gateway = house.component("gateway.capulet.lit", secret);
        assertEnded(gateway, StreamCondition.NOT_AUTHORIZED);
        assertThat(gateway.sent).isEmpty();
        assertThat(house.events).isEmpty();
    }

    @Test
    void digestThatIsEmptyNestedOrOfAnotherStreamIsNotAuthorized() {
        FakeTransport other = house.connection();
        other.opens(House.NAMESPACE, "gateway.capulet.lit");
        Element replayed = House.handshake(other, House.SECRET);
        for (Element handshake : List.of(
                replayed,
                Element.of(XmlWriter.CLIENT, "handshake"),
                Element.of(XmlWriter.CLIENT, "handshake").plus(Element.text(XmlWriter.CLIENT, "x", "y")),
                Element.text(XmlWriter.CLIENT, "handshake", "f".repeat(1_000_000)))) {
            FakeTransport gateway = house.connection();
            gateway.opens(House.NAMESPACE, "gateway.capulet.lit");
            gateway.receives(handshake);
            assertEnded(gateway, StreamCondition.NOT_AUTHORIZED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "capulet.lit",
                "nobody.capulet.lit",
                "x@gateway.capulet.lit",
                "gateway.capulet.lit/r",
                "@",
                "<"
            })
    @Section("3")
    void addressThatIsNoComponentIsUnknown(String to) {
        FakeTransport transport = house.connection();
        transport.opens(House.NAMESPACE, to);
        assertEnded(transport, StreamCondition.HOST_UNKNOWN);
        assertThat(transport.headers)
                .singleElement()
                .matches(header -> header.from().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jabber:client", "jabber:server", "jabber:component:connect", ""})
    void otherNamespaceIsInvalid(String namespace) {
        FakeTransport transport = house.connection();
        transport.opens(namespace, "gateway.capulet.lit");
        assertEnded(transport, StreamCondition.INVALID_NAMESPACE);
    }

    @Test
    void stanzaBeforeTheHandshakeIsNotAuthorized() {
        FakeTransport gateway = house.connection();
        gateway.opens(House.NAMESPACE, "gateway.capulet.lit");
        gateway.receives(
                House.message("gateway.capulet.lit", "example.net", "1").xml());
        assertEnded(gateway, StreamCondition.NOT_AUTHORIZED);
    }

    @Test
    void componentThatDoesNotSpeakIsDisconnected() {
        FakeTransport gateway = house.connection();
        gateway.opens(House.NAMESPACE, "gateway.capulet.lit");
        gateway.waits();
        assertEnded(gateway, StreamCondition.CONNECTION_TIMEOUT);
    }

    @Test
    void secondStreamReplacesTheFirstAndItsEndIsSeenFirst() {
        FakeTransport first = house.component("gateway.capulet.lit");
        FakeTransport second = house.component("gateway.capulet.lit");
        assertEnded(first, StreamCondition.CONFLICT);
        assertThat(second.isOver()).isFalse();
        assertThat(house.events)
                .containsExactly(
                        "connected gateway.capulet.lit", "gone gateway.capulet.lit", "connected gateway.capulet.lit");
        route("gateway.capulet.lit", "m1");
        assertThat(sent(second)).containsExactly("handshake", "message welcome", "message m1");
        assertThat(sent(first)).containsExactly("handshake", "message welcome");
    }

    @Test
    void secondStreamThatIsLostWhileItWaitsTakesNothingOver() {
        house.component("gateway.capulet.lit");
        FakeTransport second = house.connection();
        second.opens(House.NAMESPACE, "gateway.capulet.lit");
        CompletionStage<Void> stage = second.receives(House.handshake(second, House.SECRET));
        assertThat(Stages.isDone(stage)).as("nothing more is read meanwhile").isFalse();
        second.lost();
        house.settle();
        assertThat(house.events).containsExactly("connected gateway.capulet.lit", "gone gateway.capulet.lit");
        assertThat(route("gateway.capulet.lit", "m1").answers).hasSize(1);
        house.component("gateway.capulet.lit");
        assertThat(route("gateway.capulet.lit", "m2").answers).isEmpty();
    }

    @Test
    void threeStreamsAtOnceLeaveOne() {
        house.component("gateway.capulet.lit");
        FakeTransport second = house.connection();
        FakeTransport third = house.connection();
        for (FakeTransport transport : List.of(second, third)) {
            transport.opens(House.NAMESPACE, "gateway.capulet.lit");
        }
        second.receives(House.handshake(second, House.SECRET));
        third.receives(House.handshake(third, House.SECRET));
        house.settle();
        assertThat(List.of(second.isOver(), third.isOver())).containsExactlyInAnyOrder(true, false);
        assertThat(route("gateway.capulet.lit", "m1").answers).isEmpty();
    }

    @Test
    void secondStreamIsRefusedIfTheOperatorWantsIt() {
        House strict = open(CONFIG + "component.on-conflict = refuse");
        FakeTransport first = strict.component("gateway.capulet.lit");
        assertEnded(strict.component("gateway.capulet.lit"), StreamCondition.CONFLICT);
        assertThat(first.isOver()).isFalse();
        first.lost();
        assertThat(strict.component("gateway.capulet.lit").isOver()).isFalse();
    }

    @Test
    void componentThatComesBackIsServedAgain() {
        FakeTransport first = house.component("gateway.capulet.lit");
        first.lost();
        assertThat(route("gateway.capulet.lit", "m1").answers).hasSize(1);
        FakeTransport second = house.component("gateway.capulet.lit");
        route("gateway.capulet.lit", "m2");
        assertThat(sent(second)).containsExactly("handshake", "message welcome", "message m2");
    }

    @Test
    @Section(
            value = "5",
            rules = {"R132"})
    void absentComponentAnswersAtOnceAndKeepsNothing() {
        House.Sender juliet = new House.Sender("juliet@capulet.lit/balcony");
        String from = "juliet@capulet.lit/balcony";
        String to = "x@gateway.capulet.lit/r";
        house.routing().router().route(House.message(from, to, "1"), juliet);
        house.routing().router().route(House.stanza("iq", from, to, "2", "get"), juliet);
        house.routing().router().route(House.stanza("iq", from, to, "3", "set"), juliet);
        house.routing().router().route(House.stanza("presence", from, to, "4", "subscribe"), juliet);
        assertThat(juliet.answers).extracting(Stanza::id).containsExactly("1", "2", "3", "4");
        assertThat(juliet.answers).allSatisfy(answer -> {
            assertThat(StanzaError.conditionOf(answer)).contains(Condition.SERVICE_UNAVAILABLE);
            assertThat(answer.xml().toString()).contains("'wait'");
        });
        juliet.answers.clear();
        for (String type :
                new String[] {"", "unavailable", "probe", "subscribed", "unsubscribe", "unsubscribed", "error"}) {
            house.routing().router().route(House.stanza("presence", from, to, "5", type), juliet);
        }
        house.routing().router().route(House.stanza("message", from, to, "6", "error"), juliet);
        house.routing().router().route(House.stanza("iq", from, to, "7", "result"), juliet);
        house.routing().router().route(House.stanza("iq", from, to, "8", "error"), juliet);
        assertThat(juliet.answers).isEmpty();
        assertThat(sent(house.component("gateway.capulet.lit"))).containsExactly("handshake", "message welcome");
    }

    @Test
    void severalComponentsOnSeveralHostsAreServedApart() {
        FakeTransport gateway = house.component("gateway.capulet.lit");
        FakeTransport search = house.component("search.montague.lit", "another long secret word");
        FakeTransport net = house.component("example.net");
        route("x@search.montague.lit/r", "m1");
        route("example.net", "m2");
        gateway.receives(
                House.message("a@gateway.capulet.lit", "b@example.net", "m3").xml());
        house.settle();
        assertThat(sent(gateway)).containsExactly("handshake", "message welcome");
        assertThat(sent(search)).containsExactly("handshake", "message welcome", "message m1");
        assertThat(sent(net)).containsExactly("handshake", "message welcome", "message m2", "message m3");
    }

    @Test
    void secondHandshakeAndUnknownElementsEndTheStream() {
        FakeTransport gateway = house.component("gateway.capulet.lit");
        gateway.receives(House.handshake(gateway, House.SECRET).with("from", "gateway.capulet.lit"));
        assertEnded(gateway, StreamCondition.UNSUPPORTED_STANZA_TYPE);
        assertThat(house.events).endsWith("gone gateway.capulet.lit");
    }

    @Test
    void stopEndsComponentsWithSystemShutdown() {
        FakeTransport gateway = house.component("gateway.capulet.lit");
        house.server().stop();
        house.settle();
        assertEnded(gateway, StreamCondition.SYSTEM_SHUTDOWN);
        assertThat(house.events).endsWith("gone gateway.capulet.lit");
    }

    @Test
    void componentThatComesWhileTheServerStopsIsSentAway() {
        house.server().stop();
        assertEnded(house.component("gateway.capulet.lit"), StreamCondition.SYSTEM_SHUTDOWN);
    }
}
