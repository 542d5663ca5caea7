package im.regent.core.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Paths with a star for each name that an administrator gave. */
final class Patterns {
    private Patterns() {}

    static List<String> of(SettingsNode section, Collection<SettingsNode> all) {
        List<String> pattern = new ArrayList<>(section.steps());
        for (SettingsNode outer : all) {
            int depth = outer.steps().size();
            if (outer.isNamed()
                    && depth < pattern.size()
                    && section.steps().subList(0, depth).equals(outer.steps())) {
                pattern.set(depth, "*");
            }
        }
        return List.copyOf(pattern);
    }
}
