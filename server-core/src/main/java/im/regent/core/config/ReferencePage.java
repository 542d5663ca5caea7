package im.regent.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration reference, made from every {@code defaults.conf}: what the program ships is what the page says.
 *
 * <p>A test of the distribution renders the page again and compares it with the one in {@code docs}.
 */
public final class ReferencePage {
    private static final String INTRODUCTION = """
            # Configuration reference

            Every section with its defaults, as they are in the program; this page is generated from them.
            The file is [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md). Write only what differs.

            - From weak to strong: these defaults, the main file, `conf.d/*.conf` beside it in name order, `--set key=value`.
            - `${?NAME}` is the environment variable `NAME`, if it is set.
            - Names with dots, colons or an @ need double quotes: `"example.org" { … }`.
            - Durations and sizes need a unit: `30s`, `12h`, `10 KiB`.
            - A `*` in a path stands for each name that you give there.
            """;

    /** The first line of a section that is commented out. */
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^# ([a-z-]+) \\{");

    private final List<Defaults> defaults;

    /** Takes the defaults of all features; their order does not matter. */
    public ReferencePage(List<Defaults> defaults) {
        this.defaults = defaults.stream()
                .sorted(Comparator.comparing(Defaults::path).thenComparing(ReferencePage::topLevel))
                .toList();
    }

    /** The page in Markdown, lines ended by {@code \n}. */
    public String render() {
        return INTRODUCTION + defaults.stream().map(ReferencePage::section).collect(Collectors.joining());
    }

    /** Paths of keys that have no comment in their {@code defaults.conf}. */
    public List<String> uncommented() {
        List<String> found = new ArrayList<>();
        for (Defaults each : defaults) {
            Config parsed = ConfigFactory.parseString(each.text());
            collectUncommented(parsed.root(), each.path(), found);
        }
        return List.copyOf(found);
    }

    private static void collectUncommented(ConfigObject section, String path, List<String> found) {
        for (String key : section.keySet().stream().sorted().toList()) {
            ConfigValue value = Objects.requireNonNull(section.get(key));
            String below = (path.isEmpty() ? "" : path + ".") + ConfigUtil.joinPath(key);
            if (value instanceof ConfigObject inner && !inner.isEmpty()) {
                collectUncommented(inner, below, found);
            } else if (value.origin().comments().isEmpty()) {
                found.add(below);
            }
        }
    }

    /** The names of the outermost keys; where nothing is set by default, the section of the example. */
    private static String topLevel(Defaults defaults) {
        String keys = ConfigFactory.parseString(defaults.text()).root().keySet().stream()
                .sorted()
                .collect(Collectors.joining(", "));
        return keys.isEmpty()
                ? EXAMPLE.matcher(defaults.text())
                        .results()
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElse("examples")
                : keys;
    }

    private static String section(Defaults defaults) {
        String path = defaults.path();
        String text = defaults.text().strip();
        if (path.isEmpty()) {
            return "\n## " + topLevel(defaults) + "\n\n```hocon\n" + text + "\n```\n";
        }
        String indented =
                text.lines().map(line -> line.isBlank() ? "" : "  " + line).collect(Collectors.joining("\n"));
        return "\n## " + path + "\n\n```hocon\n" + path.replace("*", "\"*\"") + " {\n" + indented + "\n}\n```\n";
    }
}
