package im.regent.core.config;

import com.typesafe.config.ConfigUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What keys of other servers are called here, from {@code foreign-names.properties}: {@code name = Server | our.path} or
 * {@code name = Server | A sentence}.
 */
final class ForeignNames {
    private final Properties names = new Properties();

    private ForeignNames() {}

    static ForeignNames load() {
        ForeignNames loaded = new ForeignNames();
        try (InputStream in = ForeignNames.class.getResourceAsStream("foreign-names.properties")) {
            if (in == null) {
                throw new IllegalStateException("foreign-names.properties is missing in the build");
            }
            loaded.names.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to write instead, if the key is one of another server. A path is only given if somebody asked for it. */
    Optional<String> advice(String key, Collection<SettingsNode> asked) {
        String entry = names.getProperty(key.toLowerCase(Locale.ROOT));
        if (entry == null) {
            return Optional.empty();
        }
        int bar = entry.indexOf('|');
        String server = entry.substring(0, bar).strip();
        String target = entry.substring(bar + 1).strip();
        String prefix = "This is a name of " + server + ". ";
        if (target.indexOf(' ') >= 0) {
            return Optional.of(prefix + target);
        }
        return Optional.of(prefix
                + (isAsked(target, asked) ? "Write " + shown(target) + "." : "docs/configuration.md lists ours."));
    }

    private static String shown(String target) {
        return target.replace("*", "\"…\"");
    }

    private static boolean isAsked(String target, Collection<SettingsNode> asked) {
        List<String> steps = ConfigUtil.splitPath(target.replace("*", "\"*\""));
        List<String> section = steps.subList(0, steps.size() - 1);
        String key = steps.get(steps.size() - 1);
        return asked.stream()
                .anyMatch(node -> fits(node.steps(), section) && node.known().contains(key));
    }

    private static boolean fits(List<String> steps, List<String> pattern) {
        if (steps.size() != pattern.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!pattern.get(i).equals("*") && !pattern.get(i).equals(steps.get(i))) {
                return false;
            }
        }
        return true;
    }
}
