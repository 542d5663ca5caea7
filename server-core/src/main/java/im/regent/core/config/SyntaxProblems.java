package im.regent.core.config;

import com.typesafe.config.ConfigException;
import im.regent.core.config.Sources.Source;
import java.util.List;
import java.util.Map;

/**
 * Says in our own words why a file does not parse.
 *
 * <p>The words of the HOCON library quote the text at fault, which may be a secret; none of them is passed on.
 */
final class SyntaxProblems {
    private static final String QUOTE_IT = "Put the key or the value in double quotes.";
    private static final String CLOSED_BEFORE = "Look for a missing closing quote or brace before it.";

    /** What the library says (a part of it), in the order to look for it, and what we say. */
    private static final List<Map.Entry<String, Said>> WORDS = List.of(
            said("triple-quoted string was still open", "a string in triple quotes is not closed", ""),
            said("string quote was still open", "a double quote is not closed", ""),
            said("unescaped newline", "a double quote is not closed on its line", ""),
            said("Substitution ${ was not closed", "${ is not closed with }", ""),
            said("'$' not followed by {", "$ is not allowed outside double quotes", QUOTE_IT),
            said("hex digits", "\\u in double quotes needs four hexadecimal digits", ""),
            said("backslash", "unknown escape in double quotes", "Write a backslash as \\\\."),
            said("Reserved character '@'", "@ is not allowed outside double quotes", QUOTE_IT),
            said("Reserved character", "a character that is not allowed outside double quotes", QUOTE_IT),
            said("include parameter", "include needs a file name in double quotes", ""),
            said("unbalanced close brace", "a closing brace } that nothing opened", ""),
            said("trailing tokens", "something follows the last closing brace", CLOSED_BEFORE),
            said("List should have ended", "a list is not closed with ], or lacks a comma", ""),
            said("got ':'", ": is not allowed outside double quotes", QUOTE_IT),
            said(
                    "got '='",
                    "a second = in one line",
                    "Put each key on its own line; put names with : or // in double quotes."),
            said("may not be followed by", "a key without a value", "Write key = value."),
            said("wrong token", "a value is missing", ""),
            said("close parentheses", "a key is missing", ""),
            said("or a comma", "a new line or a comma is missing before this", ""),
            said("Cannot concatenate", "text, lists and sections cannot be joined in one value", ""),
            said("period '.'", "a key with an empty part: a dot too many", ""),
            said("object at file root", "the file holds a list; keys are expected", ""));

    private SyntaxProblems() {}

    private static Map.Entry<String, Said> said(String part, String message, String suggestion) {
        return Map.entry(part, new Said(message, suggestion));
    }

    /** Notes the traps that the text itself shows; they are errors whether or not the file parses. */
    static boolean noteTraps(Source source, Problems problems) {
        SourceText text = source.text();
        text.unquotedUrls()
                .forEach(url -> problems.error(
                        source.at(url.line()),
                        "",
                        "HOCON reads " + url.scheme() + "://… outside double quotes as the key \"" + url.scheme()
                                + "\" and a comment",
                        "Write \"" + url.scheme() + "://…\" in double quotes."));
        if (text.tooDeepLine() > 0) {
            problems.error(source.at(text.tooDeepLine()), "", "nested too deep", "");
        }
        return !text.unquotedUrls().isEmpty() || text.tooDeepLine() > 0;
    }

    /** Notes why the source does not parse. */
    static void note(ConfigException failure, Source source, Problems problems) {
        SourceText text = source.text();
        String library = failure.getMessage() == null ? "" : failure.getMessage();
        int line = failure.origin() == null
                ? text.lastLine()
                : Math.max(1, failure.origin().lineNumber());
        boolean atEnd = library.contains("end of file") || line > text.lastLine();
        if (atEnd && text.unclosedLine() > 0) {
            problems.error(source.at(text.unclosedLine()), "", "a brace or bracket opened here is never closed", "");
            return;
        }
        Said said = explain(library);
        problems.error(source.at(Math.min(line, text.lastLine())), "", said.message(), said.suggestion());
    }

    /** Our words for what the library says. */
    static Said explain(String library) {
        return WORDS.stream()
                .filter(entry -> library.contains(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(new Said("cannot be read as HOCON", CLOSED_BEFORE));
    }

    /** A message and a suggestion. */
    record Said(String message, String suggestion) {}
}
