package im.regent.core.config;

import java.util.List;

/**
 * A key and everything below it, with a star for each name that an administrator gives: {@code
 * virtual-hosts.*.privileged-entities}.
 */
public record KeyPattern(List<String> steps) {
    public KeyPattern {
        steps = List.copyOf(steps);
    }

    /** Of a text; the names in it have no dots. */
    public static KeyPattern of(String text) {
        return new KeyPattern(List.of(text.split("\\.", -1)));
    }

    /** Whether a key is this one or below it. */
    public boolean matches(List<String> key) {
        if (key.size() < steps.size()) {
            return false;
        }
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).equals("*") && !steps.get(i).equals(key.get(i))) {
                return false;
            }
        }
        return true;
    }
}
