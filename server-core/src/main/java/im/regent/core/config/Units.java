package im.regent.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Durations and sizes, read with the units of HOCON and shown with the largest unit that fits. */
final class Units {
    /** Longer numbers overflow; none is meant. */
    private static final Pattern WITH_UNIT = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,6})?\\s*[A-Za-zµ]+");

    private static final Pattern BARE = Pattern.compile("-?\\d+(?:\\.\\d+)?");

    private static final List<Map.Entry<Long, String>> TIMES = List.of(
            Map.entry(86_400_000_000_000L, "d"),
            Map.entry(3_600_000_000_000L, "h"),
            Map.entry(60_000_000_000L, "m"),
            Map.entry(1_000_000_000L, "s"),
            Map.entry(1_000_000L, "ms"),
            Map.entry(1L, "ns"));

    private static final List<Map.Entry<Long, String>> SIZES = List.of(
            Map.entry(1L << 30, " GiB"), Map.entry(1L << 20, " MiB"), Map.entry(1L << 10, " KiB"), Map.entry(1L, " B"));

    private Units() {}

    static boolean isBareNumber(String text) {
        return BARE.matcher(text).matches();
    }

    static Optional<Duration> parseDuration(String text) {
        return parse(text, config -> config.getDuration("v"));
    }

    static Optional<Long> parseBytes(String text) {
        return parse(text, config -> config.getBytes("v"));
    }

    private static <T> Optional<T> parse(String text, Function<Config, T> reader) {
        if (!WITH_UNIT.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(ConfigFactory.parseMap(Map.of("v", text))));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    static String duration(Duration value) {
        if (value.isZero()) {
            return "0s";
        }
        try {
            return withUnit(value.toNanos(), TIMES);
        } catch (ArithmeticException e) {
            return value.toDays() + "d";
        }
    }

    static String bytes(long value) {
        return withUnit(value, SIZES);
    }

    private static String withUnit(long value, List<Map.Entry<Long, String>> units) {
        return units.stream()
                .filter(unit -> value != 0 && value % unit.getKey() == 0)
                .findFirst()
                .map(unit -> value / unit.getKey() + unit.getValue())
                .orElseGet(() -> value + units.get(units.size() - 1).getValue());
    }
}
