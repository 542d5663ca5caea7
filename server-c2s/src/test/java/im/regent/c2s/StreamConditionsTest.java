package im.regent.c2s;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stream errors of RFC 6120 §4.9.3, each from the wire. */
@Spec(rfc = 6120)
class StreamConditionsTest {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";
    private static final String CONFIG = "c2s.max-sessions = 2\ngone-hosts = [\"mantua.lit\"]\n"
            + "virtual-hosts { \"montague.lit\" { see-other-host = \"verona.lit:5222\" } }";

    /** What brings them about, and why the others cannot come on a client's stream here. */
    private static final Map<StreamCondition, Function<ClientWorld, EmbeddedClient>> CAUSES = causes();

    private static final Map<StreamCondition, String> OUT_OF_REACH = outOfReach();

    private static Map<StreamCondition, Function<ClientWorld, EmbeddedClient>> causes() {
        Map<StreamCondition, Function<ClientWorld, EmbeddedClient>> causes = new EnumMap<>(StreamCondition.class);
        causes.put(StreamCondition.BAD_FORMAT, world -> bound(world).sends("text"));
        causes.put(StreamCondition.CONFLICT, world -> {
            EmbeddedClient old = bound(world);
            bound(world);
            return old;
        });
        causes.put(StreamCondition.CONNECTION_TIMEOUT, world -> {
            EmbeddedClient client = bound(world);
            world.time.advance(Duration.ofMinutes(5));
            client.forget();
            world.time.advance(Duration.ofSeconds(30));
            return client;
        });
        causes.put(StreamCondition.HOST_GONE, world -> opened(world, "to='mantua.lit' version='1.0'"));
        causes.put(StreamCondition.HOST_UNKNOWN, world -> opened(world, "to='rome.lit' version='1.0'"));
        causes.put(
                StreamCondition.INTERNAL_SERVER_ERROR,
                world -> bound(world).sends("<crash xmlns='urn:example:crash'/>"));
        causes.put(
                StreamCondition.INVALID_FROM,
                world -> StreamState.SUCCEEDED
                        .client(world)
                        .sends(Script.header("from='romeo@capulet.lit' to='capulet.lit' version='1.0'")));
        causes.put(
                StreamCondition.INVALID_NAMESPACE,
                world -> world.embed().sends(Script.header().replace("jabber:client", "jabber:server")));
        causes.put(
                StreamCondition.NOT_AUTHORIZED,
                world -> StreamState.SECURE.client(world).sends("<presence/>"));
        causes.put(StreamCondition.NOT_WELL_FORMED, world -> bound(world).sends("<presence></message>"));
        causes.put(
                StreamCondition.POLICY_VIOLATION,
                world -> StreamState.SECURE.client(world).sends(Script.auth("PLAIN", "A".repeat(10_000))));
        causes.put(StreamCondition.RESOURCE_CONSTRAINT, world -> {
            bound(world);
            world.embed().secures().binds("romeo", "orchard");
            return world.embed().sends(Script.header());
        });
        causes.put(StreamCondition.RESTRICTED_XML, world -> bound(world).sends("<!-- x -->"));
        causes.put(
                StreamCondition.SEE_OTHER_HOST,
                world -> world.embedWithTls().sends(Script.header("to='montague.lit' version='1.0'")));
        causes.put(StreamCondition.SYSTEM_SHUTDOWN, world -> {
            EmbeddedClient client = bound(world);
            world.stop();
            return client;
        });
        causes.put(
                StreamCondition.UNSUPPORTED_ENCODING,
                world -> bound(world).sends("<message><body>\u00e9</body>".getBytes(ISO_8859_1)));
        causes.put(
                StreamCondition.UNSUPPORTED_STANZA_TYPE, world -> bound(world).sends("<gift xmlns='urn:x'/>"));
        causes.put(StreamCondition.UNSUPPORTED_VERSION, world -> opened(world, "to='capulet.lit' version='0.9'"));
        return causes;
    }

    private static Map<StreamCondition, String> outOfReach() {
        Map<StreamCondition, String> reasons = new EnumMap<>(StreamCondition.class);
        reasons.put(StreamCondition.BAD_NAMESPACE_PREFIX, "a prefix says nothing here: namespaces decide (§4.8.5 MAY)");
        reasons.put(StreamCondition.IMPROPER_ADDRESSING, "for stanzas between servers (§4.9.3.7): needs federation");
        reasons.put(StreamCondition.INVALID_XML, "stanzas are not validated against schemas (§11.4 MAY)");
        reasons.put(StreamCondition.REMOTE_CONNECTION_FAILED, "for dialback (§4.9.3.15): needs federation");
        reasons.put(StreamCondition.RESET, "about the certificates of living streams, which have tests of their own");
        reasons.put(StreamCondition.UNDEFINED_CONDITION, "no feature here has a condition of its own (§4.9.3.21)");
        reasons.put(StreamCondition.UNSUPPORTED_FEATURE, "sent by initiating entities (§4.9.3.23): needs federation");
        return reasons;
    }

    private static EmbeddedClient bound(ClientWorld world) {
        return StreamState.BOUND.client(world);
    }

    private static EmbeddedClient opened(ClientWorld world, String attributes) {
        return world.embed().sends(Script.header(attributes));
    }

    static Set<StreamCondition> conditions() {
        return CAUSES.keySet();
    }

    @ParameterizedTest
    @MethodSource("conditions")
    @Section(
            value = "4.9.3",
            rules = {
                "R25", "R28", "R29", "R31", "R32", "R33", "R34", "R36", "R37", "R38", "R40", "R41", "R42", "R45", "R46",
                "R47", "R48", "R50", "R52", "R53"
            })
    void everyConditionComesAloneAndThenTheEnd(StreamCondition condition) {
        try (ClientWorld world = new ClientWorld(CONFIG, new CrashingFeature())) {
            EmbeddedClient client =
                    CAUSES.getOrDefault(condition, w -> w.embed()).apply(world).settle();
            Element error = client.elements.getLast();
            assertThat(error.children().get(0).name().namespace()).isEqualTo(NAMESPACE);
            assertThat(error.children().get(0).localName()).isEqualTo(condition.element());
            assertThat(error.children().subList(1, error.children().size())).allSatisfy(text -> {
                assertThat(text.is(NAMESPACE, "text")).isTrue();
                assertThat(text.lang()).contains("en");
            });
            assertThat(client.order).endsWith("error", "</stream>", "-");
            assertThat(client.text()).endsWith("</stream:error></stream:stream>");
        }
    }

    @Test
    @Section("4.9.3")
    void everyOtherConditionHasAReason() {
        List<StreamCondition> all = Arrays.asList(StreamCondition.values());
        assertThat(CAUSES.keySet()).doesNotContainAnyElementsOf(OUT_OF_REACH.keySet());
        assertThat(all)
                .hasSize(25)
                .allMatch(condition -> CAUSES.containsKey(condition) || OUT_OF_REACH.containsKey(condition));
    }

    @Test
    @Section(value = "4.9.3.8", rules = "R36")
    void whatFailedInsideIsNotTold() {
        try (ClientWorld world = new ClientWorld(CONFIG, new CrashingFeature())) {
            EmbeddedClient client = bound(world).sends("<crash xmlns='urn:example:crash'/>");
            assertThat(client.text()).doesNotContain(CrashingFeature.SECRET, "Exception", "im.regent");
            assertThat(client.outcome()).isEqualTo("end internal-server-error");
        }
    }

    @Test
    @Section(
            value = "4.9.3.21",
            rules = {"R28", "R49"})
    void theUndefinedConditionNeedsOneOfAnApplication() {
        assertThatThrownBy(() -> StreamError.of(StreamCondition.UNDEFINED_CONDITION))
                .isInstanceOf(IllegalArgumentException.class);
        Element own = Element.of("urn:example:app", "too-many-parameters");
        assertThat(StreamError.undefined(own).xml().children())
                .extracting(Element::name)
                .containsExactly(Element.of(NAMESPACE, "undefined-condition").name(), own.name());
    }

    @Test
    @Section(value = "4.9.2", rules = "R28")
    void aConditionOfAnApplicationHasANamespaceOfItsOwn() {
        for (String namespace : List.of("", NAMESPACE, "http://etherx.jabber.org/streams")) {
            assertThatThrownBy(() -> StreamError.undefined(Element.of(namespace, "mine")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Element own = Element.of("urn:example:app", "mine");
        assertThatThrownBy(() -> new StreamError(StreamCondition.RESET, "", "", List.of(own, own)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
