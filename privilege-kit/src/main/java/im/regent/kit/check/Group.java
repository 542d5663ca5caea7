package im.regent.kit.check;

import java.util.List;

/** Checks about one subject. */
public record Group(String name, List<Check> checks) {
    public Group {
        checks = List.copyOf(checks);
    }
}
