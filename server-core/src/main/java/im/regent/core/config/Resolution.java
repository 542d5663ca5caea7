package im.regent.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import im.regent.core.config.Sources.Kind;
import im.regent.core.config.SyntaxProblems.Said;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${…}} by other values and by environment variables.
 *
 * <p>The library stops at the first substitution without a value. Here each such name gets a stand-in and resolving starts
 * again, so that all of them are noted.
 */
final class Resolution {
    /** The description of a stand-in; {@link Given#isStandIn} knows it. */
    static final String STAND_IN = "unset substitution";

    private static final Pattern NAME = Pattern.compile("value: \\$\\{([^}]*)}");

    private final Map<String, String> environment;
    private final Sources sources;
    private final Problems problems;
    private final Set<String> unset = new TreeSet<>();

    Resolution(Map<String, String> environment, Sources sources, Problems problems) {
        this.environment = environment;
        this.sources = sources;
        this.problems = problems;
    }

    /** The resolved configuration; absent, with problems noted, if it cannot be resolved. */
    Optional<Config> resolve(Config config, List<Config> layers) {
        ConfigResolveOptions options = ConfigResolveOptions.noSystem().appendResolver(new Outside(this::outside));
        while (true) {
            try {
                return Optional.of(config.resolve(options));
            } catch (ConfigException.UnresolvedSubstitution e) {
                if (!standIn(e, layers)) {
                    return Optional.empty();
                }
            } catch (ConfigException e) {
                Said said = SyntaxProblems.explain(String.valueOf(e.getMessage()));
                problems.error(location(e), "", said.message(), said.suggestion());
                return Optional.empty();
            }
        }
    }

    private boolean standIn(ConfigException.UnresolvedSubstitution e, List<Config> layers) {
        String message = String.valueOf(e.getMessage());
        Matcher matcher = NAME.matcher(message);
        String name = matcher.find() ? matcher.group(1) : "";
        Location where = location(e);
        if (message.contains("cycle") || name.isEmpty()) {
            problems.error(where, "", "${" + name + "} refers back to itself", "");
            return false;
        }
        problems.error(
                where,
                pathOf(name, where, layers),
                "${" + name + "} has no value",
                "Set the environment variable " + name + ", or write ${?" + name + "} if it may be absent.");
        return unset.add(name);
    }

    private @Nullable ConfigValue outside(String name) {
        if (unset.contains(name)) {
            return ConfigValueFactory.fromAnyRef("", STAND_IN);
        }
        String value = environment.get(name);
        if (value == null) {
            return null;
        }
        SourceText text = new SourceText("");
        return ConfigValueFactory.fromAnyRef(
                value,
                sources.add("environment variable " + name, Kind.ENVIRONMENT, text)
                        .description());
    }

    private Location location(ConfigException e) {
        return Optional.ofNullable(e.origin())
                .flatMap(sources::place)
                .map(Sources.Place::location)
                .orElse(new Location(0, "configuration", 0));
    }

    private String pathOf(String name, Location where, List<Config> layers) {
        return layers.stream()
                .flatMap(layer -> find(layer.root(), "${" + name + "}", where, List.of()).stream())
                .findFirst()
                .orElse("");
    }

    private Optional<String> find(ConfigObject section, String reference, Location where, List<String> parents) {
        for (String key : section.keySet()) {
            ConfigValue value = section.get(key);
            List<String> path = Paths.child(parents, key);
            if (value == null) {
                continue;
            }
            boolean isHere = sources.place(value.origin())
                    .map(Sources.Place::location)
                    .filter(where::equals)
                    .isPresent();
            if (isHere && isUnresolved(value) && value.render().contains(reference)) {
                return Optional.of(ConfigUtil.joinPath(path));
            }
            if (value instanceof ConfigObject inner && !isUnresolved(value)) {
                Optional<String> found = find(inner, reference, where, path);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUnresolved(ConfigValue value) {
        try {
            if (value.valueType() == ConfigValueType.OBJECT && value instanceof ConfigObject section) {
                return section.keySet() == null;
            }
            return false;
        } catch (ConfigException.NotResolved e) {
            return true;
        }
    }

    /** The place to look in when the configuration itself has no such value. */
    private record Outside(Lookup lookup) implements ConfigResolver {
        @Override
        public @Nullable ConfigValue lookup(String path) {
            return lookup.find(path);
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }

    @FunctionalInterface
    private interface Lookup {
        @Nullable
        ConfigValue find(String name);
    }
}
