package im.regent.core.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What every key of one configuration says, to compare it with another one. Immutable; tells no value, for some are secret. */
public final class Values {
    /** An empty section says something too: a virtual host, for instance. */
    private static final String EMPTY = "{}";

    private record Value(List<String> steps, String text, String origin) {}

    /**
     * A key that says something else than before, or is there no more.
     *
     * @param steps the names on its way, for a {@link KeyPattern}
     * @param path as one would write it
     * @param origin where it is written, {@code conf/regent.conf:12}, or {@code default}; empty if the key is gone
     */
    public record Difference(List<String> steps, String path, String origin) {
        public Difference {
            steps = List.copyOf(steps);
        }

        /** The path, with the place in brackets. */
        @Override
        public String toString() {
            return origin.isEmpty() ? path : path + " (" + origin + ")";
        }
    }

    private final NavigableMap<String, Value> byPath = new TreeMap<>();

    private Values() {}

    static Values of(ConfigObject root, Sources sources) {
        Values values = new Values();
        values.add(root, List.of(), sources);
        return values;
    }

    private void add(ConfigObject section, List<String> parents, Sources sources) {
        for (String key : section.keySet()) {
            ConfigValue value = section.get(key);
            List<String> steps = Paths.child(parents, key);
            if (value instanceof ConfigObject inner && !inner.isEmpty()) {
                add(inner, steps, sources);
            } else if (value != null) {
                String origin = sources.place(value.origin())
                        .map(EffectiveConfiguration::shown)
                        .orElse("default");
                String text = value.render(ConfigRenderOptions.concise());
                byPath.put(Paths.shown(steps), new Value(steps, text, origin));
            }
        }
    }

    /** What is different from another configuration, by path. */
    public List<Difference> since(Values before) {
        SortedSet<String> paths = new TreeSet<>(byPath.keySet());
        paths.addAll(before.byPath.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            Value now = byPath.get(path);
            Value then = before.byPath.get(path);
            if (now != null && then != null) {
                if (!now.text().equals(then.text())) {
                    differences.add(new Difference(now.steps(), path, now.origin()));
                }
            } else if (now != null && !(isEmpty(now) && before.hasBelow(path))) {
                differences.add(new Difference(now.steps(), path, now.origin()));
            } else if (then != null && !(isEmpty(then) && hasBelow(path))) {
                differences.add(new Difference(then.steps(), path, ""));
            }
        }
        return List.copyOf(differences);
    }

    private static boolean isEmpty(Value value) {
        return value.text().equals(EMPTY);
    }

    /** Whether something is said below a path; then a section that was, or is, empty there has only been filled or emptied. */
    private boolean hasBelow(String path) {
        String next = byPath.higherKey(path + ".");
        return next != null && next.startsWith(path + ".");
    }
}
