package im.regent.core.hook;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who listens to which {@link EventPoint}. Safe for every thread. */
public final class Events {
    private static final Logger log = LoggerFactory.getLogger(Events.class);

    private final ConcurrentHashMap<EventPoint<?>, List<Consumer<Object>>> listeners = new ConcurrentHashMap<>();

    /** Adds a listener; listeners are called in the order in which they were added. */
    public <E> Registration on(EventPoint<E> point, Consumer<E> listener) {
        Consumer<Object> untyped = event -> listener.accept(point.type().cast(event));
        List<Consumer<Object>> list = listeners.computeIfAbsent(point, key -> new CopyOnWriteArrayList<>());
        list.add(untyped);
        return () -> list.remove(untyped);
    }

    /** Tells every listener, on this thread, before it returns. A listener that throws is logged and skipped. */
    public <E> void publish(EventPoint<E> point, E event) {
        for (Consumer<Object> listener : listeners.getOrDefault(point, List.of())) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                // The border between features: one feature's bug must not keep the event from the others.
                log.error("a listener of {} failed", point.name(), e);
            }
        }
    }
}
