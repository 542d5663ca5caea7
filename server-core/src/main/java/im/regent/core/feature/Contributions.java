package im.regent.core.feature;

import im.regent.core.hook.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What features add to what others put together, by its kind: lists that are replaced. Safe for every thread. */
final class Contributions {
    private final Map<Class<?>, List<Object>> byKind = new ConcurrentHashMap<>();

    <T> Registration add(Class<T> kind, T part) {
        byKind.merge(kind, List.of(part), (before, one) -> {
            List<Object> more = new ArrayList<>(before);
            more.addAll(one);
            return List.copyOf(more);
        });
        return () -> byKind.computeIfPresent(kind, (same, before) -> without(before, part));
    }

    private static List<Object> without(List<Object> parts, Object gone) {
        return parts.stream().filter(part -> part != gone).toList();
    }

    <T> List<T> of(Class<T> kind) {
        return byKind.getOrDefault(kind, List.of()).stream().map(kind::cast).toList();
    }
}
