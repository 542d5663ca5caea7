package im.regent.core.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.List;

/** Lays defaults whose path has a star under each section that fits. */
final class Templates {
    private Templates() {}

    static boolean isTemplate(Defaults defaults) {
        return steps(defaults).contains("*");
    }

    static List<String> steps(Defaults defaults) {
        return defaults.path().isEmpty()
                ? List.of()
                : ConfigUtil.splitPath(defaults.path().replace("*", "\"*\""));
    }

    /** The section with the defaults below it. */
    static ConfigObject apply(ConfigObject section, List<String> steps, Config defaults) {
        if (steps.isEmpty()) {
            return section.withFallback(defaults);
        }
        String step = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        ConfigObject changed = section;
        for (String key : step.equals("*") ? List.copyOf(section.keySet()) : List.of(step)) {
            ConfigValue child = section.get(key);
            if (child instanceof ConfigObject inner) {
                changed = changed.withValue(key, apply(inner, rest, defaults));
            }
        }
        return changed;
    }
}
