package im.regent.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.SecondParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any bytes: no exception but the typed one, the same outcome however they are cut, and what is accepted means the same to
 * the JDK's parser. {@code JAZZER_FUZZ=1 mvn test -pl server-core -Dtest=FramingFuzzTest} looks for more inputs.
 */
class FramingFuzzTest {
    private static final StreamLimits LIMITS = new StreamLimits(2_000, 8, 30, 8, 4, 40, 200);

    @FuzzTest
    void anyBytesHaveOneOutcome(FuzzedDataProvider data) {
        int[] cuts = data.consumeInts(3);
        byte[] bytes = data.consumeRemainingAsBytes();
        check(bytes, cuts);
        check(
                (Reading.OPEN + new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1),
                cuts);
    }

    private static final String[] PIECES = {
        "<a>",
        "</a>",
        "<a/>",
        "<b c='",
        "'",
        "\"",
        "/>",
        ">",
        "<",
        "&",
        "&amp;",
        "&#x1F600;",
        "&#",
        "x;",
        "&b;",
        "]]>",
        "]]",
        "]",
        "<![CDATA[",
        "<!--",
        "-->",
        "<?",
        "?>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE a",
        " ",
        "\r",
        "\n",
        "\t",
        "=",
        "xmlns",
        "xmlns:p",
        "p:",
        ":",
        "xml:lang",
        "é",
        "€",
        "𐍈",
        "\uFEFF",
        "\uFFFE",
        "\0",
        "\u0001",
        "x",
        "stream:",
        "</stream:stream>",
        Reading.OPEN,
        "-",
        "aaaa",
        "aaaaaaaa",
        "<aaaaaaaaaaaaa>",
        "</aaaaaaaaaaaaa>",
        "<p:a xmlns:p='u'>",
        "</p:a>",
        "<a b='1' b='2'>"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shuffledFragmentsHaveOneOutcome(long seed) {
        var random = new java.util.SplittableRandom(seed);
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "" : Reading.OPEN);
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] bytes = Reading.utf8(text.toString());
            if (random.nextInt(8) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            check(bytes, new int[] {random.nextInt(), random.nextInt(), random.nextInt()});
        }
    }

    private static void check(byte[] bytes, int[] wishes) {
        String outcome = Reading.outcome(bytes, LIMITS);
        assertThat(Reading.outcomeByteByByte(bytes, LIMITS)).as(show(bytes)).isEqualTo(outcome);
        int[] cuts = IntStream.of(wishes)
                .map(wish -> Math.floorMod(wish, bytes.length + 1))
                .sorted()
                .toArray();
        assertThat(Reading.outcome(bytes, LIMITS, cuts)).as(show(bytes)).isEqualTo(outcome);
        compareWithSecondParser(bytes, outcome);
    }

    /** The second parser sees a whole document: what was accepted, closed behind the last element. */
    private static void compareWithSecondParser(byte[] bytes, String outcome) {
        boolean isWhole = outcome.endsWith("closed\n");
        if (!outcome.startsWith(Reading.OPENED) || !isWhole) {
            return;
        }
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("</stream:stream");
        while (end >= 0 && bytes[end] != '>') {
            end++;
        }
        List<String> expected = new ArrayList<>();
        try {
            SecondParser.read(java.util.Arrays.copyOf(bytes, end + 1))
                    .children()
                    .forEach(child -> expected.add(child.toString()));
        } catch (XMLStreamException e) {
            throw new AssertionError(show(bytes), e);
        }
        String elements = outcome.substring(Reading.OPENED.length(), outcome.length() - "closed\n".length());
        assertThat(elements)
                .as(show(bytes))
                .isEqualTo(String.join("", expected.stream().map(e -> e + "\n").toList()));
    }

    private static String show(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(Reading.OPEN, "…");
    }
}
