package im.regent.core.config;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes something of a value.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
interface Reader<T> {
    /** The result, or why there is none. */
    T read(Given given) throws Unusable;

    Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /** What people write for an enum's value when they think of another program. */
    Map<String, String> OTHER_WORDS = Map.of(
            "read",
            "get",
            "write",
            "set",
            "all",
            "both",
            "readwrite",
            "both",
            "off",
            "none",
            "false",
            "none",
            "no",
            "none");

    static Reader<Integer> integer(int min, int max) {
        return given -> {
            String text = given.scalar("a whole number");
            if (!WHOLE.matcher(text).matches()) {
                throw new Unusable(given.shown() + " is not a whole number", "");
            }
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw new Unusable(given.bare(text) + " is not within " + min + "…" + max, "");
            }
            return (int) value;
        };
    }

    static Reader<Duration> duration(Duration min, Duration max) {
        return given -> {
            String text = given.scalar("a duration");
            requireUnit(text, "s", given);
            Duration value = Units.parseDuration(text)
                    .orElseThrow(() -> new Unusable(
                            given.shown() + " is not a duration", "Write a number and a unit: 30s, 5m, 12h or 7d."));
            requireWithin(value, min, max, Units::duration, given.bare(text));
            return value;
        };
    }

    static Reader<Integer> bytes(int min, int max) {
        return given -> {
            String text = given.scalar("a size in bytes");
            requireUnit(text, " B", given);
            long value = Units.parseBytes(text)
                    .orElseThrow(() -> new Unusable(
                            given.shown() + " is not a size in bytes",
                            "Write a number and a unit: 512 B, 10 KiB or 4 MiB."));
            requireWithin(value, (long) min, (long) max, Units::bytes, given.bare(text));
            return (int) value;
        };
    }

    private static void requireUnit(String text, String unit, Given given) throws Unusable {
        if (Units.isBareNumber(text)) {
            throw new Unusable(
                    given.shown() + " has no unit", "Write " + given.bare(text) + unit + " if that is meant.");
        }
    }

    private static <T extends Comparable<T>> void requireWithin(
            T value, T min, T max, Function<T, String> show, String written) throws Unusable {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new Unusable(written + " is not within " + show.apply(min) + "…" + show.apply(max), "");
        }
    }

    static Reader<Boolean> flag() {
        return given -> switch (given.scalar("true or false")) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw new Unusable(given.shown() + " is not true or false", "");
        };
    }

    static <E extends Enum<E>> Reader<E> oneOf(Class<E> type) {
        return given -> {
            List<E> constants = List.of(type.getEnumConstants());
            List<String> words = constants.stream().map(Reader::word).toList();
            String text = given.scalar("one of " + String.join(", ", words));
            int found = words.indexOf(text);
            if (found >= 0) {
                return constants.get(found);
            }
            throw new Unusable(
                    given.shown() + " is not one of " + String.join(", ", words),
                    nearestWord(text, words)
                            .map(word -> "Did you mean \"" + word + "\"?")
                            .orElse(""));
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> nearestWord(String text, List<String> words) {
        String small = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return Optional.ofNullable(OTHER_WORDS.get(small))
                .filter(words::contains)
                .or(() -> Nearest.to(small, words));
    }

    static Reader<String> string() {
        return given -> given.text("text");
    }

    static Reader<Jid> jid() {
        return given -> {
            String text = given.text("an address");
            try {
                return Jid.parse(text);
            } catch (MalformedJidException e) {
                throw new Unusable(given.shown() + " is not an address: " + e.getMessage(), "");
            }
        };
    }

    static Reader<Secret> secret() {
        return given -> new Secret(given.text("a secret"));
    }
}
