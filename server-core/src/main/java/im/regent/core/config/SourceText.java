package im.regent.core.config;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The text of one file, looked at without parsing it: finds what HOCON accepts or misreports and a person does not mean.
 *
 * <p>The scan knows strings and comments only, so it also works on a file that does not parse.
 */
final class SourceText {
    /** Deeper nesting than any configuration needs; the parser recurses and would exhaust the stack. */
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final List<String> lines;
    private final List<UnquotedUrl> unquotedUrls = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>();
    private int line = 1;
    private int dots;
    private int tooDeepLine;

    SourceText(String text) {
        this.text = text;
        this.lines = text.lines().toList();
        int at = 0;
        while (at < text.length()) {
            at = step(at);
        }
    }

    String text() {
        return text;
    }

    /** The line, counted from 1; empty if there is none. */
    String line(int number) {
        return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
    }

    int lastLine() {
        return Math.max(1, lines.size());
    }

    /** Places where {@code http://…} outside double quotes turned into {@code http:} and a comment. */
    List<UnquotedUrl> unquotedUrls() {
        return unquotedUrls;
    }

    /** The line of the innermost brace or bracket that nothing closes; 0 if all are closed. */
    int unclosedLine() {
        return open.isEmpty() ? 0 : open.peek();
    }

    /** The line where the text nests too deep to be parsed; 0 if it does not. */
    int tooDeepLine() {
        return tooDeepLine;
    }

    private int step(int at) {
        char c = text.charAt(at);
        if (c == '"') {
            return text.startsWith("\"\"\"", at) ? afterTripleQuotes(at) : afterQuotes(at);
        }
        if (c == '#' || text.startsWith("//", at)) {
            noteUrl(at);
            int end = text.indexOf('\n', at);
            return end < 0 ? text.length() : end;
        }
        nest(c);
        return at + 1;
    }

    private void nest(char c) {
        switch (c) {
            case '{', '[' -> open.push(line);
            case '}', ']' -> open.poll();
            case '.' -> dots++;
            case '\n' -> {
                line++;
                dots = 0;
            }
            default -> {}
        }
        if (tooDeepLine == 0 && open.size() + dots > MAX_DEPTH) {
            tooDeepLine = line;
        }
    }

    private int afterQuotes(int at) {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '"' && text.charAt(i) != '\n') {
            i += text.charAt(i) == '\\' && i + 1 < text.length() && text.charAt(i + 1) != '\n' ? 2 : 1;
        }
        return i < text.length() && text.charAt(i) == '"' ? i + 1 : i;
    }

    private int afterTripleQuotes(int at) {
        int end = text.indexOf("\"\"\"", at + 3);
        int stop = end < 0 ? text.length() : end + 3;
        line += (int) text.substring(at, stop).chars().filter(c -> c == '\n').count();
        return stop;
    }

    private void noteUrl(int at) {
        if (at == 0 || text.charAt(at) != '/' || text.charAt(at - 1) != ':') {
            return;
        }
        int start = at - 1;
        while (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        if (start < at - 1) {
            unquotedUrls.add(new UnquotedUrl(line, text.substring(start, at - 1)));
        }
    }

    /** An address with the given scheme that is not in double quotes. */
    record UnquotedUrl(int line, String scheme) {}
}
