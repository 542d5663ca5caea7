package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every first-level element in every state of a stream: one outcome each, and the default is a refusal. */
@Spec(rfc = 6120)
class StateMatrixTest {
    private static final String ROMEO = "romeo@capulet.lit/orchard";
    private static final String SM = "urn:xmpp:sm:3";
    private static final String CLOSING_TAG = "</stream:stream>";

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("white space", " \n"),
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
            Map.entry("challenge", "<challenge xmlns='" + Script.SASL + "'/>"),
            Map.entry("success", "<success xmlns='" + Script.SASL + "'/>"),
            Map.entry("proceed", "<proceed xmlns='" + Script.TLS + "'/>"),
            Map.entry("features", "<stream:features/>"),
            Map.entry(
                    "stream-error",
                    "<stream:error><reset xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"),
            Map.entry("enable", "<enable xmlns='" + SM + "'/>"),
            Map.entry("resume", "<resume xmlns='" + SM + "' previd='x' h='0'/>"),
            Map.entry("active", "<active xmlns='urn:xmpp:csi:0'/>"),
            Map.entry("compress", "<compress xmlns='http://jabber.org/protocol/compress'/>"),
            Map.entry("limits", "<limits xmlns='urn:xmpp:stream-limits:0'/>"),
            Map.entry("unknown", "<gift xmlns='urn:example:horse'/>"),
            Map.entry("foreign-message", "<message xmlns='urn:example:horse'/>"),
            Map.entry("server-message", "<message xmlns='jabber:server' to='romeo@capulet.lit'/>"),
            Map.entry("header", Script.header().substring("<?xml version='1.0'?>".length())),
            Map.entry("closing-tag", CLOSING_TAG));

    private static final Map<String, String> SHORT = Map.of(
            "-", "silence",
            "NA", "end not-authorized",
            "PV", "end policy-violation",
            "ST", "end unsupported-stanza-type",
            "NS", "end invalid-namespace",
            "WF", "end not-well-formed",
            "FA", "closing after failure",
            "SU", "error service-unavailable");

    /** The first column stands for the three states in which a header is due. */
    private static final String TABLE = """
            element         | header due | CLEAR   | SECURE                    | EXCHANGE                  | AUTHENTICATED | BOUND             | CLOSING
            white space     | -          | -       | -                         | -                         | -             | -                 | -
            message         | NS         | NA      | NA                        | NA                        | NA            | SU                | -
            presence        | NS         | NA      | NA                        | NA                        | NA            | -                 | -
            bind            | NS         | NA      | NA                        | NA                        | result        | SU                | -
            bind-to-other   | NS         | NA      | NA                        | NA                        | NA            | SU                | -
            iq              | NS         | NA      | NA                        | NA                        | NA            | SU                | -
            iq-result       | NS         | NA      | NA                        | NA                        | NA            | -                 | -
            empty-iq        | NS         | NA      | NA                        | NA                        | NA            | error bad-request | -
            session         | NS         | NA      | NA                        | NA                        | NA            | result            | -
            auth            | NS         | PV      | challenge                 | challenge                 | PV            | PV                | gone
            response        | NS         | PV      | failure malformed-request | failure malformed-request | PV            | PV                | gone
            abort           | NS         | PV      | failure aborted           | failure aborted           | PV            | PV                | gone
            starttls        | NS         | proceed | FA                        | FA                        | FA            | FA                | -
            auth-in-iq      | NS         | NA      | NA                        | NA                        | NA            | SU                | -
            starttls-in-iq  | NS         | NA      | NA                        | NA                        | NA            | SU                | -
            bare-bind       | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            mechanisms      | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            challenge       | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            success         | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            proceed         | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            features        | WF         | ST      | ST                        | ST                        | ST            | ST                | gone
            stream-error    | WF         | closing | closing                   | closing                   | closing       | closing           | -
            enable          | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            resume          | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            active          | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            compress        | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            limits          | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            unknown         | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            foreign-message | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            server-message  | NS         | ST      | ST                        | ST                        | ST            | ST                | gone
            header          | features   | ST      | ST                        | ST                        | ST            | ST                | gone
            closing-tag     | WF         | closed  | closed                    | closed                    | closed        | closed            | gone
            """;

    private static String iq(String payload) {
        return "<iq type='set' id='q'>" + payload + "</iq>";
    }

    /** Element by element: its expected outcomes by the name of the column. */
    private static Map<String, Map<String, String>> table() {
        List<String[]> rows = TABLE.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new))
                .toList();
        String[] columns = rows.get(0);
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        for (String[] row : rows.subList(1, rows.size())) {
            Map<String, String> outcomes = new LinkedHashMap<>();
            IntStream.range(1, columns.length)
                    .forEach(i -> outcomes.put(columns[i], SHORT.getOrDefault(row[i], row[i])));
            table.put(row[0], outcomes);
        }
        return table;
    }

    private static String column(StreamState state) {
        return switch (state) {
            case UNOPENED, PROCEEDING, SUCCEEDED -> "header due";
            default -> state.name();
        };
    }

    static Stream<Arguments> pairs() {
        return table().entrySet().stream()
                .flatMap(row -> Arrays.stream(StreamState.values())
                        .map(state ->
                                Arguments.of(state, row.getKey(), row.getValue().get(column(state)))));
    }

    @ParameterizedTest(name = "{1} in state {0}: {2}")
    @MethodSource("pairs")
    @Section(
            value = "4.3.5",
            rules = {"R14", "R17", "R22", "R40", "R52"})
    void everyElementHasOneOutcomeInEveryState(StreamState state, String element, String expected) {
        try (ClientWorld world = ClientWorld.start()) {
            EmbeddedClient client = state.client(world).sends(ELEMENTS.getOrDefault(element, ""));
            assertThat(client.outcome()).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} behind the closing tag")
    @MethodSource("elements")
    @Section(value = "4.4", rules = "R19")
    void whatFollowsTheClosingTagIsNothing(String element, String xml) {
        try (ClientWorld world = ClientWorld.start()) {
            EmbeddedClient romeo = world.embedWithTls().sends(Script.header()).binds("romeo", "orchard");
            EmbeddedClient client = StreamState.BOUND.client(world);
            client.sends(CLOSING_TAG + xml.replace("romeo@capulet.lit", ROMEO));
            assertThat(client.outcome()).isEqualTo("closed");
            assertThat(romeo.outcome()).isEqualTo("silence");
        }
    }

    static Stream<Arguments> elements() {
        return ELEMENTS.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void theTableCoversEveryElementInEveryState() {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(ELEMENTS.keySet());
        assertThat(pairs())
                .hasSize(ELEMENTS.size() * StreamState.values().length)
                .allSatisfy(pair -> assertThat(pair.get()[2]).isNotNull());
    }

    @ParameterizedTest(name = "in state {0}")
    @MethodSource("unbound")
    @Section(
            value = "4.9.3.12",
            rules = {"R17", "R40"})
    void aMessageOfSomebodyWhoIsNotThereYetReachesNobody(StreamState state) {
        try (ClientWorld world = ClientWorld.start()) {
            EmbeddedClient romeo = world.embedWithTls().sends(Script.header()).binds("romeo", "orchard");
            EmbeddedClient client = state.client(world).sends("<message to='" + ROMEO + "'><body>x</body></message>");
            assertThat(client.outcome()).isEqualTo("end not-authorized");
            assertThat(romeo.outcome()).isEqualTo("silence");
        }
    }

    static Stream<StreamState> unbound() {
        return Stream.of(StreamState.CLEAR, StreamState.SECURE, StreamState.EXCHANGE, StreamState.AUTHENTICATED);
    }

    @Test
    @Section("4.9.1.1")
    void anErrorOfThePeerIsNotAnsweredWithAnother() {
        try (ClientWorld world = ClientWorld.start()) {
            EmbeddedClient client = StreamState.BOUND.client(world).sends(ELEMENTS.getOrDefault("stream-error", ""));
            assertThat(client.text()).isEqualTo(CLOSING_TAG);
            client.sends(CLOSING_TAG);
            assertThat(client.order).containsExactly("</stream>", "-");
        }
    }
}
