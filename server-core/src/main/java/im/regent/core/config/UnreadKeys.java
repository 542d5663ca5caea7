package im.regent.core.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reports the keys that nobody read, and guesses what was meant from what was asked for. */
final class UnreadKeys {
    private static final int MAX_LISTED = 10;
    private static final int MAX_PLACES = 2;

    private final Reading reading;
    private final ForeignNames foreignNames;

    UnreadKeys(Reading reading, ForeignNames foreignNames) {
        this.reading = reading;
        this.foreignNames = foreignNames;
    }

    void report(Problems problems) {
        for (SettingsNode section : reading.asked()) {
            for (String key : section.unread()) {
                problems.error(section.location(key), section.pathOf(key), "unknown key", suggestion(section, key));
            }
        }
    }

    private String suggestion(SettingsNode section, String key) {
        String kebab = kebab(key);
        return Optional.of(kebab)
                .filter(section.known()::contains)
                .map(UnreadKeys::didYouMean)
                .or(() -> foreignNames.advice(key, reading.asked()))
                .or(() -> belongsIn(key))
                .or(() -> Nearest.to(kebab, section.known()).map(UnreadKeys::didYouMean))
                .or(() -> kebab.equals(key) ? Optional.empty() : belongsIn(kebab))
                .orElseGet(() -> listed(section));
    }

    private static String didYouMean(String key) {
        return "Did you mean " + Paths.shown(List.of(key)) + "?";
    }

    private Optional<String> belongsIn(String key) {
        Map<List<String>, String> places = new LinkedHashMap<>();
        for (SettingsNode section : reading.asked()) {
            if (section.known().contains(key) && !section.isNamed()) {
                String path = section.path();
                places.putIfAbsent(
                        Patterns.of(section, reading.asked()), path.isEmpty() ? "at the top level" : "in " + path);
            }
        }
        if (places.isEmpty() || places.size() > MAX_PLACES) {
            return Optional.empty();
        }
        String name = Paths.shown(List.of(key));
        return Optional.of(name + " belongs " + String.join(" or ", places.values()) + ".");
    }

    private static String listed(SettingsNode section) {
        List<String> keys = section.known().stream()
                .sorted()
                .map(key -> Paths.shown(List.of(key)))
                .toList();
        if (keys.isEmpty() || keys.size() > MAX_LISTED) {
            return "";
        }
        return "Keys here: " + String.join(", ", keys) + ".";
    }

    /** {@code maxItems} and {@code max_items} as we write them. */
    private static String kebab(String key) {
        return key.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
