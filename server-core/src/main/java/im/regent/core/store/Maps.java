package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * A map from strings to values for each account, for what is read as a whole and changed in parts, such as a roster. Only
 * the entries that changed are written. Same promises as {@link Documents}.
 *
 * @param <T> an immutable value
 */
public interface Maps<T> {
    /** The map of a bare address, immutable, empty if there is none. */
    CompletionStage<Map<String, T>> get(Jid account);

    /** Changes the map, as {@link Documents#update}: the function gets an immutable map and returns the new one. */
    CompletionStage<Map<String, T>> update(Jid account, UnaryOperator<Map<String, T>> change);
}
