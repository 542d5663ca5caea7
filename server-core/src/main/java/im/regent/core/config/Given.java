package im.regent.core.config;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.stream.Stream;

/** The value that a key was given; a secret one is not shown. */
record Given(String key, ConfigValue value, boolean isSecret) {
    private static final int MAX_SHOWN = 80;

    /** Whether it only stands in for a substitution whose problem has been noted. */
    boolean isStandIn() {
        return value.origin().description().equals(Resolution.STAND_IN);
    }

    boolean isSection() {
        return value.valueType() == ConfigValueType.OBJECT;
    }

    /** The text of a string, number or boolean; {@code expected} says what would be right, with an article. */
    String scalar(String expected) throws Unusable {
        return switch (value.valueType()) {
            case STRING -> String.valueOf(value.unwrapped());
            // The rendering keeps 007 and 1.0 as they were written.
            case NUMBER, BOOLEAN -> value.render();
            case OBJECT -> throw new Unusable("a section where " + expected + " is expected", "");
            case LIST -> throw new Unusable("a list where " + expected + " is expected", "");
            case NULL -> throw new Unusable("null where " + expected + " is expected", "");
        };
    }

    String text(String expected) throws Unusable {
        String text = scalar(expected);
        if (text.isBlank()) {
            throw new Unusable("must not be blank", "");
        }
        return text;
    }

    /** The elements of a list. */
    List<Given> elements() throws Unusable {
        if (!(value instanceof List<?> list)) {
            throw new Unusable(
                    isSection() ? "a section where a list is expected" : shown() + " is not a list",
                    isSection() ? "" : "Write it in brackets: [" + shown() + "]");
        }
        return list.stream()
                .flatMap(element ->
                        element instanceof ConfigValue one ? Stream.of(new Given(key, one, isSecret)) : Stream.empty())
                .toList();
    }

    /** The text, which is short and harmless as it was parsed, without quotes; hidden if this is a secret. */
    String bare(String text) {
        return isSecret ? "***" : text;
    }

    /** The value as a message may show it. */
    String shown() {
        if (isSecret) {
            return "\"***\"";
        }
        boolean isText = value.valueType() == ConfigValueType.STRING;
        String text = isText ? String.valueOf(value.unwrapped()) : value.render(ConfigRenderOptions.concise());
        String printable = Masking.masked(text.replaceAll("\\p{Cntrl}", "?"));
        String cut = printable.length() > MAX_SHOWN ? printable.substring(0, MAX_SHOWN) + "…" : printable;
        return isText ? '"' + cut + '"' : cut;
    }
}
