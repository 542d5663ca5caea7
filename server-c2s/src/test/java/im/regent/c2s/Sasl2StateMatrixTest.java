package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
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

/** The elements of the profile in every state of a stream, and others in the states of the profile. */
@Spec(xep = 388, version = "1.0.4")
class Sasl2StateMatrixTest {
    private static final String SCRAM =
            Modern.authenticate("SCRAM-SHA-256", Modern.initial("n,,n=juliet,r=abcdefghabcdefgh".getBytes(UTF_8)));
    private static final String WISH =
            "<upgrade xmlns='urn:xmpp:sasl:upgrade:0'>UPGR-SCRAM-SHA-256</upgrade>" + Modern.AGENT;
    private static final String NEXT = "<next xmlns='" + Modern.SASL2 + "' task='UPGR-SCRAM-SHA-256'/>";

    private enum State {
        HEADER_DUE,
        CLEAR,
        SECURE,
        /** In an exchange of the old profile. */
        OLD,
        EXCHANGE,
        TASK,
        TASK_BEGUN,
        AUTHENTICATED,
        BOUND,
        CLOSING;

        EmbeddedClient client(ClientWorld world) {
            return switch (this) {
                case HEADER_DUE -> StreamState.UNOPENED.client(world);
                case CLEAR -> StreamState.CLEAR.client(world);
                case SECURE -> StreamState.SECURE.client(world);
                case OLD -> StreamState.EXCHANGE.client(world);
                case CLOSING -> StreamState.CLOSING.client(world);
                case EXCHANGE -> StreamState.SECURE.client(world).sends(SCRAM).forget();
                case TASK -> task(world).forget();
                case TASK_BEGUN -> task(world).sends(NEXT).forget();
                case AUTHENTICATED ->
                    StreamState.SECURE.client(world).sends(Modern.plain("")).forget();
                case BOUND ->
                    StreamState.SECURE
                            .client(world)
                            .sends(Modern.plain(Modern.bind("")))
                            .forget();
            };
        }

        private static EmbeddedClient task(ClientWorld world) {
            Jid juliet = Jid.valueOf("juliet@capulet.lit");
            world.stores
                    .accounts()
                    .update(
                            juliet,
                            before ->
                                    before.with(List.of(before.forHash("SHA-1").orElseThrow())));
            return StreamState.SECURE.client(world).sends(Modern.plain(WISH));
        }
    }

    private static String own(String name) {
        return "<" + name + " xmlns='" + Modern.SASL2 + "'/>";
    }

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("white space", " \n"),
            Map.entry("authenticate", SCRAM),
            Map.entry("response", own("response")),
            Map.entry("abort", own("abort")),
            Map.entry("next", NEXT),
            Map.entry("task-data", own("task-data")),
            Map.entry("authentication", own("authentication")),
            Map.entry("challenge", own("challenge")),
            Map.entry("continue", own("continue")),
            Map.entry("success", own("success")),
            Map.entry("old auth", Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh"))),
            Map.entry("old response", Script.response("")),
            Map.entry("old abort", "<abort xmlns='" + Script.SASL + "'/>"),
            Map.entry("message", "<message to='romeo@capulet.lit'><body>x</body></message>"),
            Map.entry("bind", Script.bind("b", "balcony")),
            Map.entry("bare bind", Modern.bind("")),
            Map.entry("enable", Modern.enable()),
            Map.entry("resume", Modern.resume("x", 0)),
            Map.entry("starttls", Script.START_TLS),
            Map.entry("header", Script.header().substring("<?xml version='1.0'?>".length())),
            Map.entry("closing tag", "</stream:stream>"));

    private static final Map<String, String> SHORT = Map.of(
            "-", "silence",
            "NA", "end not-authorized",
            "PV", "end policy-violation",
            "ST", "end unsupported-stanza-type",
            "NS", "end invalid-namespace",
            "WF", "end not-well-formed",
            "MR", "failure malformed-request",
            "AB", "failure aborted",
            "FA", "closing after failure",
            "SU", "error service-unavailable");

    private static final String TABLE = """
            element        | HEADER_DUE | CLEAR   | SECURE    | OLD       | EXCHANGE | TASK      | TASK_BEGUN | AUTHENTICATED | BOUND   | CLOSING
            white space    | -          | -       | -         | -         | -        | -         | -          | -             | -       | -
            authenticate   | NS         | PV      | challenge | PV        | PV       | PV        | PV         | PV            | PV      | gone
            response       | NS         | PV      | MR        | PV        | MR       | PV        | PV         | PV            | PV      | gone
            abort          | NS         | PV      | AB        | PV        | AB       | AB        | AB         | PV            | PV      | gone
            next           | NS         | PV      | MR        | PV        | PV       | task-data | MR         | PV            | PV      | gone
            task-data      | NS         | PV      | MR        | PV        | PV       | MR        | MR         | PV            | PV      | gone
            authentication | NS         | ST      | ST        | ST        | ST       | ST        | ST         | ST            | ST      | gone
            challenge      | NS         | ST      | ST        | ST        | ST       | ST        | ST         | ST            | ST      | gone
            continue       | NS         | ST      | ST        | ST        | ST       | ST        | ST         | ST            | ST      | gone
            success        | NS         | ST      | ST        | ST        | ST       | ST        | ST         | ST            | ST      | gone
            old auth       | NS         | PV      | challenge | challenge | PV       | PV        | PV         | PV            | PV      | gone
            old response   | NS         | PV      | MR        | MR        | PV       | PV        | PV         | PV            | PV      | gone
            old abort      | NS         | PV      | AB        | AB        | PV       | PV        | PV         | PV            | PV      | gone
            message        | NS         | NA      | NA        | NA        | NA       | NA        | NA         | NA            | SU      | -
            bind           | NS         | NA      | NA        | NA        | NA       | NA        | NA         | result        | SU      | -
            bare bind      | NS         | ST      | ST        | ST        | ST       | ST        | ST         | ST            | ST      | gone
            enable         | NS         | PV      | PV        | PV        | PV       | PV        | PV         | failed        | enabled | -
            resume         | NS         | PV      | PV        | PV        | PV       | PV        | PV         | failed        | failed  | -
            starttls       | NS         | proceed | FA        | FA        | FA       | FA        | FA         | FA            | FA      | -
            header         | features   | ST      | ST        | ST        | ST       | ST        | ST         | ST            | ST      | gone
            closing tag    | WF         | closed  | closed    | closed    | closed   | closed    | closed     | closed        | closed  | gone
            """;

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

    static Stream<Arguments> pairs() {
        return table().entrySet().stream()
                .flatMap(row -> Arrays.stream(State.values())
                        .map(state ->
                                Arguments.of(state, row.getKey(), row.getValue().get(state.name()))));
    }

    @ParameterizedTest(name = "{1} in state {0}: {2}")
    @MethodSource("pairs")
    @Section("2.4")
    void everyElementHasOneOutcomeInEveryState(State state, String element, String expected) {
        try (ClientWorld world = Modern.world("")) {
            EmbeddedClient client = state.client(world).sends(ELEMENTS.getOrDefault(element, ""));
            assertThat(client.outcome()).isEqualTo(expected);
        }
    }

    @Test
    void theTableCoversEveryElementInEveryState() {
        assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(ELEMENTS.keySet());
        assertThat(pairs())
                .hasSize(ELEMENTS.size() * State.values().length)
                .allSatisfy(pair -> assertThat(pair.get()[2]).isNotNull());
    }
}
