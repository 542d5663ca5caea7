package im.regent.core.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import java.util.List;
import java.util.Map;

/**
 * One configuration from start to verdict: load it, let everyone read their section into a record, then ask for the
 * {@link #problems}.
 *
 * <pre>{@code
 * Configuration configuration = new ConfigurationLoader(defaults, System.getenv()).load(Path.of("conf/regent.conf"), sets);
 * BlockingSettings blocking = BlockingSettings.read(configuration.section("features.blocking"));
 * List<Problem> problems = configuration.problems();
 * }</pre>
 *
 * <p>What was loaded never changes; a reload loads another one and keeps this one if that has errors. Not safe for more than
 * one thread: read it where it was loaded and hand on the records.
 */
public final class Configuration {
    private final ConfigObject values;
    private final Reading reading;
    private final SettingsNode root;
    private final boolean loaded;
    private final List<Problem> loadProblems;

    Configuration(ConfigObject values, Reading reading, boolean loaded) {
        this.values = values;
        this.reading = reading;
        this.root = reading.root(values);
        this.loaded = loaded;
        this.loadProblems = reading.problems().sorted();
    }

    /** A configuration without files, for tests and the demo mode. Problems name it {@code configuration}. */
    public static Configuration ofString(String text, Defaults... defaults) {
        return new ConfigurationLoader(List.of(defaults), Map.of()).text(text);
    }

    /** The whole configuration. */
    public Settings root() {
        return root;
    }

    /**
     * The section at a path of a program's own, such as {@code features.blocking}; the whole for the empty path.
     *
     * @throws IllegalArgumentException if that is not a path
     */
    public Settings section(String path) {
        try {
            Settings section = root;
            for (String key : path.isEmpty() ? List.<String>of() : ConfigUtil.splitPath(path)) {
                section = section.section(key);
            }
            return section;
        } catch (ConfigException e) {
            throw new IllegalArgumentException("not a path: " + path, e);
        }
    }

    /**
     * Whether all files could be read and parsed. If not, sections are empty, reading them tells nothing, and
     * {@link #problems} has only the reasons.
     */
    public boolean isLoaded() {
        return loaded;
    }

    /**
     * What is wrong, by file and line: what was noted while loading and reading, and each key that nobody has read until
     * now. To be called when everything has been read.
     */
    public List<Problem> problems() {
        if (!loaded) {
            return loadProblems;
        }
        Problems all = new Problems(reading.problems());
        new UnreadKeys(reading, ForeignNames.load()).report(all);
        return all.sorted();
    }

    /** Paths in a {@code defaults.conf} that nobody has read in the sections that were read: mistakes of a feature. */
    public List<String> unreadDefaults() {
        return reading.asked().stream()
                .flatMap(section -> section.unreadDefaults().stream().map(section::pathOf))
                .toList();
    }

    /** What every key says, to compare it with another configuration. */
    public Values values() {
        return Values.of(values, reading.sources());
    }

    /**
     * Each value that applies, one a line, sorted by path, with its origin: {@code listen.c2s.port = 5222  # default}. Values
     * that were read as secrets, and those whose key sounds like one, are {@code ***}.
     */
    public String effective() {
        return new EffectiveConfiguration(reading).print(values);
    }
}
