package im.regent.core.routing;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A few values by class: an array that is replaced, for a map would weigh more than what it holds. Safe for every thread. */
final class SessionStates {
    private volatile Object[] values = {};

    <T> @Nullable T find(Class<T> key) {
        for (Object value : values) {
            if (value.getClass() == key) {
                return key.cast(value);
            }
        }
        return null;
    }

    <T> T get(Class<T> key, Supplier<T> initial) {
        T found = find(key);
        return found != null ? found : make(key, initial);
    }

    private synchronized <T> T make(Class<T> key, Supplier<T> initial) {
        T found = find(key);
        if (found != null) {
            return found;
        }
        T made = initial.get();
        if (made.getClass() != key) {
            throw new IllegalArgumentException("a session state's key is its own class: " + key);
        }
        Object[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = made;
        values = more;
        return made;
    }
}
