package im.regent.bench.measure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of one run, in the order in which they were added: a flat list of names and values, so that a line tool
 * can read the JSON as well as a parser can.
 */
public final class Report {
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /** Adds a count. */
    public Report add(String name, long value) {
        figures.put(name, value);
        return this;
    }

    /** Adds a measure; told with three decimals. */
    public Report add(String name, double value) {
        figures.put(name, value);
        return this;
    }

    /** Adds a word. */
    public Report add(String name, String value) {
        figures.put(name, value);
        return this;
    }

    /** One name and value a line, for a person. */
    public String text() {
        StringBuilder text = new StringBuilder();
        figures.forEach((name, value) ->
                text.append(String.format(Locale.ROOT, "%-36s %s%n", name.replace('_', ' '), plain(value))));
        return text.toString();
    }

    /** A JSON object with one member a line. */
    public String json() {
        StringBuilder json = new StringBuilder("{");
        figures.forEach((name, value) -> json.append(json.length() > 1 ? ",\n  " : "\n  ")
                .append(quoted(name))
                .append(": ")
                .append(value instanceof String word ? quoted(word) : plain(value)));
        return json.append("\n}\n").toString();
    }

    private static String plain(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : value.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
