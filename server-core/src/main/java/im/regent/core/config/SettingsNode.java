package im.regent.core.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import im.regent.core.jid.Jid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A section that remembers who asked for what. One instance per path, so that all its readers share what was read. */
final class SettingsNode implements Settings {
    private final Reading reading;
    private final SettingsNode root;
    private final List<String> steps;
    private final ConfigObject values;
    private final Location location;
    private final boolean broken;
    private final Map<String, SettingsNode> sections = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> read = new LinkedHashSet<>();
    private boolean named;

    SettingsNode(Reading reading, List<String> steps, ConfigObject values, Location location) {
        this.reading = reading;
        this.root = this;
        this.steps = steps;
        this.values = values;
        this.location = location;
        this.broken = false;
        reading.add(this);
    }

    /** {@code broken}: something else stands in the section's place, so that what it lacks says nothing. */
    private SettingsNode(SettingsNode parent, String key, ConfigObject values, boolean broken) {
        this.reading = parent.reading;
        this.root = parent.root;
        this.steps = Paths.child(parent.steps, key);
        this.values = values;
        this.location = parent.location(key);
        this.broken = broken;
        reading.add(this);
    }

    @Override
    public String path() {
        return Paths.shown(steps);
    }

    @Override
    public Settings root() {
        return root;
    }

    @Override
    public boolean has(String key) {
        known.add(key);
        return value(key).isPresent();
    }

    @Override
    public String origin(String key) {
        return location(key).shown();
    }

    @Override
    public List<String> keys() {
        return values.keySet().stream()
                .filter(key -> value(key).isPresent())
                .sorted(Comparator.comparingInt((String key) -> location(key).order())
                        .thenComparingInt(key -> location(key).line()))
                .toList();
    }

    @Override
    public boolean isSection(String key) {
        known.add(key);
        return value(key)
                .filter(value -> value.valueType() == ConfigValueType.OBJECT)
                .isPresent();
    }

    @Override
    public List<String> names(NameKind kind) {
        named = true;
        List<String> names = new ArrayList<>();
        Map<String, String> prepared = new HashMap<>();
        for (String key : keys()) {
            try {
                reading.mapNames().check(kind, key, value(key).orElseThrow());
                refuseTwin(kind, key, prepared);
                names.add(key);
            } catch (Unusable e) {
                problem(key, e.message(), e.suggestion());
            }
        }
        return List.copyOf(names);
    }

    private static void refuseTwin(NameKind kind, String key, Map<String, String> prepared) throws Unusable {
        boolean isAddress = kind == NameKind.HOST || kind == NameKind.ADDRESS;
        String twin = prepared.putIfAbsent(isAddress ? Jid.valueOf(key).toString() : key, key);
        if (twin != null) {
            throw new Unusable("the same address as \"" + twin + "\"", "Join the two sections.");
        }
    }

    @Override
    public Settings section(String key) {
        known.add(key);
        read.add(key);
        return sections.computeIfAbsent(key, this::open);
    }

    private SettingsNode open(String key) {
        Optional<ConfigValue> value = value(key);
        if (value.orElse(null) instanceof ConfigObject section) {
            return new SettingsNode(this, key, section, broken);
        }
        if (value.map(found -> !given(key, found).isStandIn()).orElse(false)) {
            problem(key, "a section { … } is expected");
        }
        return new SettingsNode(this, key, ConfigFactory.empty().root(), broken || value.isPresent());
    }

    @Override
    public String string(String key) {
        return required(key, Reader.string(), "invalid");
    }

    @Override
    public Optional<String> optionalString(String key) {
        return optional(key, Reader.string());
    }

    @Override
    public int integer(String key, int min, int max) {
        return required(key, Reader.integer(min, max), min);
    }

    @Override
    public Duration duration(String key, Duration min, Duration max) {
        return required(key, Reader.duration(min, max), min);
    }

    @Override
    public int bytes(String key, int min, int max) {
        return required(key, Reader.bytes(min, max), min);
    }

    @Override
    public boolean flag(String key) {
        return required(key, Reader.flag(), false);
    }

    @Override
    public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        return required(key, Reader.oneOf(type), type.getEnumConstants()[0]);
    }

    @Override
    public List<String> strings(String key) {
        return list(key, Reader.string());
    }

    @Override
    public Jid jid(String key) {
        // RFC 2606 §2: "invalid" never names anything.
        return required(key, Reader.jid(), Jid.valueOf("invalid"));
    }

    @Override
    public List<Jid> jids(String key) {
        return list(key, Reader.jid());
    }

    @Override
    public Optional<Secret> secret(String key) {
        reading.secretPaths().add(pathOf(key));
        return optional(key, Reader.secret());
    }

    private <T> T required(String key, Reader<T> reader, T harmless) {
        if (value(key).isEmpty() && !broken) {
            problem(key, "a value is missing");
        }
        return optional(key, reader).orElse(harmless);
    }

    private <T> Optional<T> optional(String key, Reader<T> reader) {
        known.add(key);
        read.add(key);
        return value(key).flatMap(value -> use(given(key, value), reader));
    }

    private <T> List<T> list(String key, Reader<T> reader) {
        List<Given> elements = required(key, Given::elements, List.of());
        return elements.stream()
                .flatMap(element -> use(element, reader).stream())
                .toList();
    }

    private <T> Optional<T> use(Given given, Reader<T> reader) {
        if (given.isStandIn()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.read(given));
        } catch (Unusable e) {
            Location where = written(given.value()).orElse(location);
            reading.problems().error(where, pathOf(given.key()), e.message(), e.suggestion());
            return Optional.empty();
        }
    }

    private Given given(String key, ConfigValue value) {
        boolean isSecret = reading.secretPaths().contains(pathOf(key));
        return new Given(key, value, isSecret || Masking.isSecretKey(key));
    }

    @Override
    public void problem(String key, String message) {
        problem(key, message, "");
    }

    @Override
    public void problem(String key, String message, String suggestion) {
        read.add(key);
        reading.problems().error(location(key), pathOf(key), message, suggestion);
    }

    @Override
    public void warning(String key, String message) {
        read.add(key);
        reading.problems().warning(location(key), pathOf(key), message, "");
    }

    String pathOf(String key) {
        return Paths.shown(Paths.child(steps, key));
    }

    /** The keys that an administrator wrote and nobody read. */
    List<String> unread() {
        return keys().stream()
                .filter(key -> !read.contains(key))
                .filter(key -> value(key).flatMap(this::written).isPresent())
                .toList();
    }

    /** The keys that a {@code defaults.conf} has and nobody read. */
    List<String> unreadDefaults() {
        return keys().stream()
                .filter(key -> !read.contains(key))
                .filter(key -> value(key).flatMap(this::written).isEmpty())
                .toList();
    }

    /** The keys that somebody asked for. */
    Set<String> known() {
        return known;
    }

    /** Whether the keys are names that an administrator gives. */
    boolean isNamed() {
        return named;
    }

    List<String> steps() {
        return steps;
    }

    /** Where the key was written; if it was not, where its section was. */
    Location location(String key) {
        return value(key).flatMap(this::written).orElse(location);
    }

    private Optional<Location> written(ConfigValue value) {
        return reading.sources().written(value.origin()).map(Sources.Place::location);
    }

    private Optional<ConfigValue> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> value.valueType() != ConfigValueType.NULL);
    }
}
