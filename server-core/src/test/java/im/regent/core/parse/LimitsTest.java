package im.regent.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamLimits;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one first-level element may cost: at each limit, below it and above it, in small and in large pieces. */
class LimitsTest {
    private static final String VIOLATION = "error policy-violation";

    private static StreamLimits limits(String changed, int value) {
        return new StreamLimits(
                changed.equals("bytes") ? value : 100_000,
                changed.equals("depth") ? value : 64,
                changed.equals("elements") ? value : 1_000,
                changed.equals("attributes") ? value : 64,
                changed.equals("namespaces") ? value : 16,
                changed.equals("name") ? value : 1_024,
                changed.equals("value") ? value : 10_000);
    }

    private static String shape(String limit, int size) {
        return switch (limit) {
            case "bytes" -> "<a>" + "x".repeat(size - 7) + "</a>";
            case "depth" -> "<a>".repeat(size) + "</a>".repeat(size);
            case "elements" -> "<a>" + "<b/>".repeat(size - 1) + "</a>";
            case "attributes" -> "<a" + each(size, i -> " a" + i + "=''") + "/>";
            case "namespaces" -> "<a" + each(size, i -> " xmlns:a" + i + "='x'") + "/>";
            case "name" -> "<" + "a".repeat(size) + "/>";
            case "value" -> "<a b='" + "x".repeat(size) + "'/>";
            default -> throw new IllegalArgumentException(limit);
        };
    }

    private static String each(int count, java.util.function.IntFunction<String> part) {
        return String.join("", IntStream.range(0, count).mapToObj(part).toList());
    }

    private static Stream<String> outcomes(String text, StreamLimits limits) {
        byte[] bytes = Reading.utf8(text);
        int[] thousands =
                IntStream.iterate(1_000, i -> i < bytes.length, i -> i + 1_000).toArray();
        return Stream.of(
                Reading.outcome(bytes, limits),
                Reading.outcomeByteByByte(bytes, limits),
                Reading.outcome(bytes, limits, thousands),
                Reading.outcome(bytes, limits, bytes.length / 2));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes, 3000",
        "bytes, 70000",
        "depth, 8",
        "elements, 50",
        "attributes, 20",
        "namespaces, 5",
        "name, 300",
        "value, 500"
    })
    void limitItselfIsAllowedAndOneMoreIsNot(String limit, int value) {
        for (int size : new int[] {value - 1, value}) {
            String text = Reading.OPEN + "<first/> " + shape(limit, size) + "<last/>";
            assertThat(outcomes(text, limits(limit, value)))
                    .allSatisfy(outcome -> assertThat(outcome).endsWith("<last xmlns='jabber:client'/>\n"));
        }
        String text = Reading.OPEN + "<first/> " + shape(limit, value + 1) + "<last/>";
        assertThat(outcomes(text, limits(limit, value)))
                .containsOnly(Reading.OPENED + "<first xmlns='jabber:client'/>\n" + VIOLATION);
    }

    @Test
    void endlessInputOfEveryKindStopsAtTheLimit() {
        for (String endless : new String[] {
            "<a>" + "x".repeat(20_000),
            "<a b='" + "x".repeat(20_000),
            "<" + "a".repeat(20_000),
            "<a " + " ".repeat(20_000),
            "<a></a" + " ".repeat(20_000),
            "<a><![CDATA[" + "x".repeat(20_000),
            "<a>&#" + "0".repeat(20_000),
            "<a>&" + "a".repeat(20_000),
            "<a xmlns='" + "x".repeat(20_000),
            "<a>" + "é€𐍈".repeat(5_000),
        }) {
            assertThat(outcomes(Reading.OPEN + endless, StreamLimits.beforeAuthentication()))
                    .containsOnly(Reading.OPENED + VIOLATION);
        }
    }

    @Test
    void openingTagIsLimitedToo() {
        for (String opening : new String[] {" ".repeat(20_000), "<stream:stream a='" + "x".repeat(20_000)}) {
            assertThat(outcomes(opening, StreamLimits.beforeAuthentication())).containsOnly(VIOLATION);
        }
    }

    @Test
    void unfinishedTagWithTooManyAttributesEndsEarly() {
        String text = Reading.OPEN + "<a" + each(20_000, i -> " a" + i + "=''");
        assertThat(outcomes(text, StreamLimits.authenticated(1 << 20))).containsOnly(Reading.OPENED + VIOLATION);
        assertThat(outcomes(text.substring(0, 5_000), StreamLimits.authenticated(1 << 20)))
                .containsOnly(Reading.OPENED + VIOLATION);
    }

    @Test
    void whiteSpaceBetweenElementsIsNotCounted() {
        String text = Reading.OPEN + " ".repeat(30_000) + "<a/>" + "\r\n".repeat(30_000) + "<b/>";
        assertThat(outcomes(text, StreamLimits.beforeAuthentication()))
                .containsOnly(Reading.OPENED + "<a xmlns='jabber:client'/>\n<b xmlns='jabber:client'/>\n");
    }

    @Test
    void limitsChangeWithTheNextElement() throws Exception {
        XmlStreamReader reader = Reading.reader(StreamLimits.beforeAuthentication());
        StringBuilder outcome = new StringBuilder();
        byte[] open = Reading.utf8(Reading.OPEN + "<a/>");
        reader.feed(open, 0, open.length);
        Reading.drain(reader, outcome);
        reader.limits(StreamLimits.authenticated(100_000));
        byte[] large = Reading.utf8("<b>" + "x".repeat(50_000) + "</b>");
        reader.feed(large, 0, large.length);
        Reading.drain(reader, outcome);
        assertThat(outcome).hasSizeGreaterThan(50_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "€", "𐍈"})
    void lengthsAreMeasuredInUtf8(String character) {
        int width = character.getBytes(StandardCharsets.UTF_8).length;
        String fits = Reading.OPEN + "<a b='" + character.repeat(600 / width) + "'/>";
        String doesNot = Reading.OPEN + "<a b='" + character.repeat(600 / width + 1) + "'/>";
        assertThat(outcomes(fits, limits("value", 600))).noneMatch(outcome -> outcome.contains(VIOLATION));
        assertThat(outcomes(doesNot, limits("value", 600))).allMatch(outcome -> outcome.endsWith(VIOLATION));
    }
}
