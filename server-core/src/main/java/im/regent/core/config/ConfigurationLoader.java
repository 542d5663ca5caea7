package im.regent.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loads configurations. From weak to strong: defaults, the main file, {@code conf.d/*.conf} beside it in name order, the
 * command line. {@code ${?NAME}} in any of them is a value of the configuration or an environment variable.
 *
 * <p>Immutable, safe for every thread.
 */
public final class ConfigurationLoader {
    private final List<Defaults> defaults;
    private final Map<String, String> environment;

    /** Takes what to fall back on, and the environment variables. */
    public ConfigurationLoader(List<Defaults> defaults, Map<String, String> environment) {
        this.defaults = List.copyOf(defaults);
        this.environment = Map.copyOf(environment);
    }

    /**
     * Loads a main file and what belongs to it. What cannot be read is among the {@link Configuration#problems problems}.
     *
     * @param overrides {@code key=value} each, from the command line
     */
    public Configuration load(Path main, List<String> overrides) {
        Load load = new Load();
        List<Config> layers = new ArrayList<>(load.reader.files(main));
        overrides.forEach(each -> layers.add(load.reader.override(each)));
        return load.finish(layers, new Location(0, main.toString(), 1));
    }

    /** Loads a text instead of files. */
    public Configuration text(String text) {
        Load load = new Load();
        return load.finish(List.of(load.reader.text("configuration", text)), new Location(0, "configuration", 1));
    }

    /** The work of loading once. */
    private final class Load {
        private final Sources sources = new Sources();
        private final Problems problems = new Problems();
        private final LayerReader reader = new LayerReader(sources, problems);

        Configuration finish(List<Config> layers, Location start) {
            Config merged = ConfigFactory.empty();
            for (Config layer : layers) {
                merged = layer.withFallback(merged);
            }
            Reading reading = new Reading(sources, problems, start);
            Optional<ConfigObject> values = problems.hasErrors() ? Optional.empty() : resolved(merged, layers);
            return values.map(found -> new Configuration(found, reading, true))
                    .orElseGet(() -> new Configuration(ConfigFactory.empty().root(), reading, false));
        }

        private Optional<ConfigObject> resolved(Config merged, List<Config> layers) {
            Config all = merged;
            for (Defaults each : defaults) {
                if (!Templates.isTemplate(each)) {
                    all = all.withFallback(reader.defaults(each, each.path()));
                }
            }
            return new Resolution(environment, sources, problems)
                    .resolve(all, layers)
                    .map(config -> withTemplates(config.root()));
        }

        private ConfigObject withTemplates(ConfigObject resolved) {
            ConfigObject values = resolved;
            for (Defaults each : defaults) {
                if (Templates.isTemplate(each)) {
                    values = Templates.apply(values, Templates.steps(each), reader.defaults(each, ""));
                }
            }
            return values;
        }
    }
}
