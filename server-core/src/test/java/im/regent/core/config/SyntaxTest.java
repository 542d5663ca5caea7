package im.regent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    private static List<String> reported(String text) {
        return Reported.of(text, s -> s.keys().forEach(s::optionalString));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = alice@example.org     | @ is not allowed outside double quotes~  Put the key or the value in double quotes.",
                "a = [bob@example.org]     | @ is not allowed outside double quotes~  Put the key or the value in double quotes.",
                "url = jdbc:h2:file:./data | : is not allowed outside double quotes~  Put the key or the value in double quotes.",
                "iq { urn:xmpp:mam:2 = get } | : is not allowed outside double quotes~  Put the key or the value in double quotes.",
                "a = \"open                 | a double quote is not closed",
                "a = \"\"\"open               | a string in triple quotes is not closed",
                "a = ${X                   | ${ is not closed with }",
                "a = x$y                   | $ is not allowed outside double quotes~  Put the key or the value in double quotes.",
                "a = \"\\q\"                 | unknown escape in double quotes~  Write a backslash as \\\\.",
                "a = \"\\uZZZZ\"             | \\u in double quotes needs four hexadecimal digits",
                "include x                 | include needs a file name in double quotes",
                "a = 1 }                   | a closing brace } that nothing opened",
                "{ a = 1 } }               | something follows the last closing brace~  Look for a missing closing quote or brace before it.",
                "a = [ 1, 2                | a brace or bracket opened here is never closed",
                "a { b = 1                 | a brace or bracket opened here is never closed",
                "a = 1 b = 2               | a second = in one line~  Put each key on its own line; put names with : or // in double quotes.",
                "just words                | a key without a value~  Write key = value.",
                "a = ,                     | a value is missing",
                "= 3                       | a key is missing",
                "a..b = 1                  | a key with an empty part: a dot too many",
                "[ 1 ]                     | the file holds a list; keys are expected",
                "a = x { b = 1 }           | text, lists and sections cannot be joined in one value",
                "a = ${a}                  | ${a} refers back to itself",
            })
    void errorIsOneClearLine(String text, String said) {
        assertThat(reported("ok = 1\n" + text))
                .isNotEqualTo(List.of())
                .allSatisfy(each -> assertThat(each).matches("configuration:[12]: (?s).*"));
        assertThat(reported(text)).containsExactly("configuration:1: " + said.replace('~', '\n'));
    }

    @Test
    void lineOfTheErrorIsNamed() {
        assertThat(reported("a = 1\n# comment\n\nb = bob@example.org\nc = 2"))
                .containsExactly("configuration:4: @ is not allowed outside double quotes"
                        + "\n  Put the key or the value in double quotes.");
    }

    @Test
    void unclosedBraceIsShownWhereItWasOpened() {
        assertThat(reported("a {\n b = 1\n}\nc {\n d { e = \"}\" }\n # }\n"))
                .containsExactly("configuration:4: a brace or bracket opened here is never closed");
    }

    @Test
    void unquotedAddressThatTurnsIntoACommentIsExplained() {
        assertThat(reported("iq {\n  http://jabber.org/protocol/pubsub = set\n}"))
                .containsExactly(
                        "configuration:2: HOCON reads http://… outside double quotes as the key \"http\" and a comment"
                                + "\n  Write \"http://…\" in double quotes.");
    }

    @Test
    void unquotedAddressIsFoundAlsoWhereTheFileParses() {
        assertThat(reported("iq {\n  http://jabber.org/protocol/pubsub = set\n  get\n}"))
                .hasSize(1);
    }

    @Test
    void addressesInQuotesAndCommentsAreNoTraps() {
        assertThat(reported(
                        "# see http://a.example/b\na = \"http://a.example/b\" // http://c\nb = \"\"\"http://x\"\"\""))
                .isEmpty();
    }

    @Test
    void valuesAreNotReportedAsMissingWhenTheFileDoesNotParse() {
        assertThat(Reported.of("a = [", s -> s.string("missing"))).hasSize(1);
        assertThat(Configuration.ofString("a = [").isLoaded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[", "a.", "a{", "a=[{"})
    void bottomlessNestingIsRefused(String unit) {
        assertThat(reported("x = " + unit.repeat(100_000))).containsExactly("configuration:1: nested too deep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret = hunter2@x",
                "secret = hunter2 { a = 1 }",
                "secret hunter2",
                "secret = \"hunter2",
                "secret = [hunter2} ",
                "secret = \"hunter2\" [1] { a = 2 }",
                "secret = foo\nhunter2 hunter2",
                "secret = \"\\hunter2\"",
                "secret = ${hunter2",
                "secret = \"\"\"hunter2",
                "secret = http://u:hunter2@host",
            })
    void textAtFaultIsNeverQuoted(String text) {
        assertThat(reported(text)).isNotEmpty().noneMatch(each -> each.contains("unter2"));
    }
}
