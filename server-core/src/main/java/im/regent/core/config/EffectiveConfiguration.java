package im.regent.core.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Prints each value that applies with where it comes from; secrets as {@code ***}. */
final class EffectiveConfiguration {
    private final Reading reading;
    private final List<String> lines = new ArrayList<>();

    EffectiveConfiguration(Reading reading) {
        this.reading = reading;
    }

    String print(ConfigObject root) {
        add(root, List.of());
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private void add(ConfigObject section, List<String> steps) {
        for (String key : new TreeSet<>(section.keySet())) {
            ConfigValue value = section.get(key);
            List<String> path = Paths.child(steps, key);
            if (value instanceof ConfigObject inner) {
                add(inner, path);
            } else if (value != null && value.valueType() != ConfigValueType.NULL) {
                lines.add(Paths.shown(path) + " = " + shown(key, Paths.shown(path), value) + "  # " + origin(value));
            }
        }
    }

    private String shown(String key, String path, ConfigValue value) {
        if (Masking.isSecretKey(key) || reading.secretPaths().contains(path)) {
            return "***";
        }
        return Masking.masked(value.render(ConfigRenderOptions.concise()));
    }

    private String origin(ConfigValue value) {
        return reading.sources()
                .place(value.origin())
                .map(EffectiveConfiguration::shown)
                .orElse("default");
    }

    static String shown(Sources.Place place) {
        Location location = place.location();
        return switch (place.source().kind()) {
            case DEFAULTS -> "default";
            case COMMAND_LINE, ENVIRONMENT -> location.file();
            case FILE -> location.file() + (location.line() > 0 ? ":" + location.line() : "");
        };
    }
}
