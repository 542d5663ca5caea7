package im.regent.core.jid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers that prepare addresses as RFC 3920 says make of names that are prepared as RFC 7622 says. */
class NodeprepTest {
    @ParameterizedTest
    @CsvSource({
        "fu\u00DFball, fussball",
        "\u03B3\u03B9\u03CE\u03C1\u03B3\u03BF\u03C2, \u03B3\u03B9\u03CE\u03C1\u03B3\u03BF\u03C3",
        "\u1FB3, \u03B1\u03B9",
        "a\u0345, a\u03B9",
    })
    void namesThatOlderServersWriteAsAnotherOne(String name, String elsewhere) throws Exception {
        assertThat(Nodeprep.elsewhere(Jid.of(name, "example.com", ""))).contains(Jid.of(elsewhere, "example.com", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet", // plain ASCII
                "fussball",
                "JULIET", // lower case here and there
                "\uFF4A\uFF55\uFF4C\uFF49\uFF45\uFF54", // full-width: both map it
                "\uFF76", // half-width
                "e\u0301", // decomposed: both compose it
                "\u03C3",
                "\u4E2D\u6587",
                "\u05D0\u05D1", // right to left
                "\uA7AF", // unknown to Unicode 3.2, so left as it is
                "\u13A0", // lower case only since Unicode 8
                "\u0627\u0661", // older servers refuse a name that turns direction at its end
            })
    void namesThatAreTheSameOrNoneElsewhere(String name) throws Exception {
        assertThat(Nodeprep.elsewhere(Jid.of(name, "example.com", ""))).isEmpty();
    }

    @Test
    void domainHasNoLocalpart() {
        assertThat(Nodeprep.elsewhere(Jid.valueOf("example.com/fu\u00DFball"))).isEmpty();
    }

    /** Every code point that has a prepared form here, one by one: what differs is known, and is settled by one step. */
    @Test
    void theDifferencesAreThoseThatAreDocumented() throws Exception {
        TreeSet<String> differing = new TreeSet<>();
        for (int codePoint = 0x80; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            Optional<Jid> here = prepared(codePoint);
            if (here.isPresent()) {
                Optional<Jid> elsewhere = Nodeprep.elsewhere(here.get());
                elsewhere.ifPresent(other -> differing.add(here.get().local()));
                // What an older server writes reaches one account, and would be written the same by the next one.
                assertThat(elsewhere.flatMap(Nodeprep::elsewhere)).isEmpty();
                assertThat(elsewhere.map(Jid::toString).map(Jid::valueOf)).isEqualTo(elsewhere);
            }
        }
        assertThat(differing).contains("\u00DF", "\u03C2", "\u0345").hasSize(39);
        differing.removeIf(letter -> letter.codePointAt(0) >= 0x1F80 && letter.codePointAt(0) <= 0x1FF7);
        assertThat(differing).containsExactly("\u00DF", "\u0345", "\u03C2");
    }

    private static Optional<Jid> prepared(int codePoint) {
        try {
            return Optional.of(Jid.of(Character.toString(codePoint), "example.com", ""));
        } catch (MalformedJidException e) {
            return Optional.empty();
        }
    }
}
