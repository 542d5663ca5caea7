package im.regent.core.config;

import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;

/** Paths of keys. */
final class Paths {
    private Paths() {}

    static List<String> child(List<String> parents, String key) {
        List<String> path = new ArrayList<>(parents);
        path.add(key);
        return List.copyOf(path);
    }

    /** As one would write it. */
    static String shown(List<String> path) {
        return path.isEmpty() ? "" : ConfigUtil.joinPath(path);
    }
}
