package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every first-level element in every state of a stream: one outcome each, and the default is a refusal. */
@Spec(rfc = 6120)
class StateMatrixTest {
    private static final String SM = "urn:xmpp:sm:3";

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("message", "<message to='romeo@capulet.lit'><body>x</body></message>"),
            Map.entry("presence", "<presence/>"),
            Map.entry("bind", Script.bind("b", "balcony")),
            Map.entry("bind-to-other", Script.bind("b", "x").replace("<iq ", "<iq to='romeo@capulet.lit' ")),
            Map.entry("iq", "<iq type='get' id='q'><query xmlns='jabber:iq:roster'/></iq>"),
            Map.entry("iq-result", "<iq type='result' id='q'><bind xmlns='" + Script.BIND + "'/></iq>"),
            Map.entry("empty-iq", "<iq type='set' id='q'/>"),
            Map.entry("session", "<iq type='set' id='q'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>"),
            Map.entry("auth", Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh"))),
            Map.entry("response", Script.response("")),
            Map.entry("abort", "<abort xmlns='" + Script.SASL + "'/>"),
            Map.entry("starttls", Script.START_TLS),
            Map.entry("auth-in-iq", iq(Script.auth("PLAIN", "AAAA"))),
            Map.entry("starttls-in-iq", iq(Script.START_TLS)),
            Map.entry("bare-bind", "<bind xmlns='" + Script.BIND + "'/>"),
            Map.entry("mechanisms", "<mechanisms xmlns='" + Script.SASL + "'/>"),
            Map.entry("success", "<success xmlns='" + Script.SASL + "'/>"),
            Map.entry("proceed", "<proceed xmlns='" + Script.TLS + "'/>"),
            Map.entry("features", "<stream:features/>"),
            Map.entry("enable", "<enable xmlns='" + SM + "'/>"),
            Map.entry("compress", "<compress xmlns='http://jabber.org/protocol/compress'/>"),
            Map.entry("unknown", "<gift xmlns='urn:example:horse'/>"),
            Map.entry("foreign-message", "<message xmlns='urn:example:horse'/>"),
            Map.entry("server-message", "<message xmlns='jabber:server' to='romeo@capulet.lit'/>"),
            Map.entry("second-header", Script.header().substring("<?xml version='1.0'?>".length())));

    private static final String TABLE = """
            element         | clear                       | secure                      | authenticated               | bound
            message         | end not-authorized          | end not-authorized          | end not-authorized          | error service-unavailable
            presence        | end not-authorized          | end not-authorized          | end not-authorized          | silence
            bind            | end not-authorized          | end not-authorized          | result                      | error service-unavailable
            bind-to-other   | end not-authorized          | end not-authorized          | end not-authorized          | error service-unavailable
            iq              | end not-authorized          | end not-authorized          | end not-authorized          | error service-unavailable
            iq-result       | end not-authorized          | end not-authorized          | end not-authorized          | silence
            empty-iq        | end not-authorized          | end not-authorized          | end not-authorized          | error bad-request
            session         | end not-authorized          | end not-authorized          | end not-authorized          | result
            auth            | end policy-violation        | challenge                   | end policy-violation        | end policy-violation
            response        | end policy-violation        | failure malformed-request   | end policy-violation        | end policy-violation
            abort           | end policy-violation        | failure aborted             | end policy-violation        | end policy-violation
            starttls        | proceed                     | end failure                 | end failure                 | end failure
            auth-in-iq      | end not-authorized          | end not-authorized          | end not-authorized          | error service-unavailable
            starttls-in-iq  | end not-authorized          | end not-authorized          | end not-authorized          | error service-unavailable
            bare-bind       | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            mechanisms      | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            success         | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            proceed         | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            features        | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            enable          | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            compress        | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            unknown         | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            foreign-message | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            server-message  | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            second-header   | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type | end unsupported-stanza-type
            """;

    private static String iq(String payload) {
        return "<iq type='set' id='q'>" + payload + "</iq>";
    }

    static Stream<Arguments> pairs() {
        List<String[]> rows = TABLE.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new))
                .toList();
        String[] states = rows.get(0);
        return rows.stream()
                .skip(1)
                .flatMap(row -> Stream.of(1, 2, 3, 4).map(i -> Arguments.of(states[i], row[0], row[i])));
    }

    @ParameterizedTest(name = "{1} in state {0}: {2}")
    @MethodSource("pairs")
    @Section("4.3.5")
    void everyElementHasOneOutcomeInEveryState(String state, String element, String expected) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = inState(world, state);
            client.sends(ELEMENTS.getOrDefault(element, ""));
            assertThat(Script.outcome(client)).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} before the header")
    @MethodSource("elements")
    @Section("4.9.1.2")
    void nothingMayComeBeforeTheHeader(String element, String xml) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connect().sends(xml);
            assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
        }
    }

    static Stream<Arguments> elements() {
        return ELEMENTS.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("second-header"))
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @org.junit.jupiter.api.Test
    void theTableCoversEveryElement() {
        assertThat(pairs().map(pair -> (String) pair.get()[1]).distinct())
                .containsExactlyInAnyOrderElementsOf(ELEMENTS.keySet());
    }

    private static WiredClient inState(ClientWorld world, String state) {
        return switch (state) {
            case "clear" -> {
                WiredClient client = world.connect().sends(Script.header());
                Script.forget(client);
                yield client;
            }
            case "secure" -> Script.secured(world);
            case "authenticated" -> Script.authenticated(world);
            default -> Script.bound(world, "balcony");
        };
    }
}
