package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How large a stanza may be, and what may stand in it. */
@Spec(rfc = 6120)
class StanzaLimitsTest {
    private static final int LIMIT = 12_345;
    private static final int BEFORE_LOGIN = 10_000;

    /** One byte after the other, or all at once. */
    private static void send(WiredClient client, String xml, boolean isInPieces) {
        if (isInPieces) {
            xml.chars().forEach(octet -> client.sends(Character.toString(octet)));
        } else {
            client.sends(xml);
        }
    }

    /** To itself, of so many bytes. */
    private static String message(int bytes) {
        return filled("<message to='juliet@capulet.lit/balcony'><body>", "</body></message>", bytes);
    }

    private static String filled(String start, String end, int bytes) {
        return start + "x".repeat(bytes - start.length() - end.length()) + end;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Section(value = "13.12", rules = "R148")
    void stanzaMayHaveTheConfiguredSizeAndNotAByteMore(boolean isInPieces) {
        try (ClientWorld world = new ClientWorld("c2s.max-stanza-size = " + LIMIT + " B")) {
            for (int size : new int[] {LIMIT - 1, LIMIT}) {
                WiredClient client = Script.bound(world, "balcony");
                send(client, message(size), isInPieces);
                send(client, " \n" + message(size), isInPieces);
                assertThat(client.order).containsExactly("message", "message");
                client.breaks();
            }
            WiredClient client = Script.bound(world, "balcony");
            send(client, message(LIMIT + 1), isInPieces);
            assertThat(Script.outcome(client)).isEqualTo("end policy-violation");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Section(value = "13.12", rules = "R148")
    void thereIsALimitBeforeTheLoginToo(boolean isInPieces) {
        try (ClientWorld world = ClientWorld.start()) {
            String start = "<auth xmlns='" + Script.SASL + "' mechanism='SCRAM-SHA-256'>";
            for (int size : new int[] {BEFORE_LOGIN - 1, BEFORE_LOGIN}) {
                WiredClient client = Script.secured(world);
                send(client, filled(start, "</auth>", size), isInPieces);
                assertThat(client.order).containsExactly("failure");
            }
            WiredClient client = Script.secured(world);
            send(client, filled(start, "</auth>", BEFORE_LOGIN + 1), isInPieces);
            assertThat(Script.outcome(client)).isEqualTo("end policy-violation");
        }
    }

    @Test
    @Section(value = "13.12", rules = "R148")
    void unfinishedStanzaEndsAtTheLimitWhateverIsStillToCome() {
        try (ClientWorld world = new ClientWorld("c2s.max-stanza-size = " + LIMIT + " B")) {
            WiredClient client = Script.bound(world, "balcony");
            String start = "<message to='juliet@capulet.lit/balcony'><body>";
            client.sends(start + "x".repeat(LIMIT - 1 - start.length()));
            assertThat(client.isOver()).isFalse();
            client.sends("x");
            assertThat(Script.outcome(client)).isEqualTo("end policy-violation");
        }
    }

    @Test
    @Section(value = "13.12", rules = "R148")
    void limitBelowTenThousandBytesIsAnErrorOfTheConfiguration() {
        assertThatThrownBy(() -> new ClientWorld("c2s.max-stanza-size = 9999 B"))
                .hasMessageContaining("max-stanza-size");
        new ClientWorld("c2s.max-stanza-size = 10000 B").close();
    }

    @Test
    @Section(value = "13.12", rules = "R148")
    void limitCanBeHigherThanTheDefault() {
        try (ClientWorld world = new ClientWorld("c2s.max-stanza-size = 1 MiB")) {
            WiredClient client = Script.bound(world, "balcony").sends(message(1 << 20));
            assertThat(client.order).containsExactly("message");
        }
    }

    private static Arguments shape(String name, int limit, IntFunction<String> content) {
        return Arguments.of(name, limit, Named.of(name, content));
    }

    private static String list(int from, int to, IntFunction<String> item) {
        return IntStream.range(from, to).mapToObj(item).collect(Collectors.joining());
    }

    /** Content of a message that has {@code n} of something, the message itself included where it counts. */
    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("depth", 64, n -> "<a>".repeat(n - 1) + "</a>".repeat(n - 1)),
                shape("elements", 5_000, n -> "<a/>".repeat(n - 1)),
                shape("attributes", 64, n -> "<a" + list(0, n, i -> " a" + i + "=''") + "/>"),
                shape("namespaces", 16, n -> "<a" + list(0, n, i -> " xmlns:a" + i + "='u'") + "/>"),
                shape("name of an element", 1_024, n -> "<" + "a".repeat(n) + "/>"),
                shape("name of an attribute", 1_024, n -> "<a " + "a".repeat(n) + "=''/>"),
                shape("value", 32 * 1_024, n -> "<a a='" + "a".repeat(n) + "'/>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    @Section(value = "13.12", rules = "R148")
    void whatStandsInAStanzaIsBounded(String name, int limit, IntFunction<String> content) {
        try (ClientWorld world = ClientWorld.start()) {
            for (boolean isInPieces : List.of(false, true)) {
                List<String> outcomes = new ArrayList<>();
                for (int n : new int[] {limit - 1, limit, limit + 1}) {
                    WiredClient client = Script.bound(world, "balcony");
                    send(
                            client,
                            "<message to='juliet@capulet.lit/balcony'>" + content.apply(n) + "</message>",
                            isInPieces);
                    outcomes.add(Script.outcome(client).strip());
                    client.breaks();
                }
                assertThat(outcomes).containsExactly("", "", "end policy-violation");
            }
        }
    }
}
