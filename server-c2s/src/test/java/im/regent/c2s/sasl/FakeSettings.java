package im.regent.c2s.sasl;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import im.regent.core.config.NameKind;
import im.regent.core.config.Secret;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A section with the defaults of client streams and what a test changes; notes what is read and what is complained of. */
final class FakeSettings implements Settings {
    final List<String> problems = new ArrayList<>();
    final Set<String> read = new HashSet<>();
    private final Config config;

    FakeSettings(String changes) {
        config = ConfigFactory.parseString(changes)
                .withFallback(ConfigFactory.parseResources("im/regent/c2s/defaults.conf")
                        .getConfig("c2s.sasl"));
    }

    private String used(String key) {
        read.add(key);
        return ConfigUtil.joinPath(key);
    }

    @Override
    public List<String> keys() {
        return List.copyOf(config.root().keySet());
    }

    @Override
    public int integer(String key, int min, int max) {
        int value = config.getInt(used(key));
        if (value < min || value > max) {
            problem(key, "out of bounds");
        }
        return value;
    }

    @Override
    public Duration duration(String key, Duration min, Duration max) {
        Duration value = config.getDuration(used(key));
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            problem(key, "out of bounds");
        }
        return value;
    }

    @Override
    public boolean flag(String key) {
        return config.getBoolean(used(key));
    }

    @Override
    public List<String> strings(String key) {
        return config.getStringList(used(key));
    }

    @Override
    public void problem(String key, String message) {
        problems.add(key + ": " + message);
    }

    @Override
    public void warning(String key, String message) {
        throw new AssertionError(message);
    }

    @Override
    public String path() {
        return "c2s.sasl";
    }

    @Override
    public Settings root() {
        throw notNeeded();
    }

    @Override
    public boolean has(String key) {
        return config.hasPath(ConfigUtil.joinPath(key));
    }

    @Override
    public Settings section(String key) {
        throw notNeeded();
    }

    @Override
    public String string(String key) {
        throw notNeeded();
    }

    @Override
    public Optional<String> optionalString(String key) {
        throw notNeeded();
    }

    @Override
    public int bytes(String key, int min, int max) {
        throw notNeeded();
    }

    @Override
    public <E extends Enum<E>> E oneOf(String key, Class<E> type) {
        throw notNeeded();
    }

    @Override
    public Jid jid(String key) {
        throw notNeeded();
    }

    @Override
    public Optional<Secret> secret(String key) {
        throw notNeeded();
    }

    private static AssertionError notNeeded() {
        return new AssertionError("these settings do not read that");
    }

    @Override
    public void problem(String key, String message, String suggestion) {
        problem(key, message);
    }

    @Override
    public boolean isSection(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> names(NameKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Jid> jids(String key) {
        throw new UnsupportedOperationException();
    }
}
