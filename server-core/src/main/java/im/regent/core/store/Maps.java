package im.regent.core.store;

import im.regent.core.jid.Jid;
import im.regent.core.xml.XmlCharacters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * A map from strings to values for each account, for what is read as a whole and changed in parts, such as a roster. Only
 * the entries that changed are written. Same promises as {@link Documents}.
 *
 * @param <T> an immutable value
 */
public interface Maps<T> {
    /** How long a key may be: as long as the longest address. */
    int MAX_KEY_LENGTH = 3071;

    /** The map of a bare address, immutable, in the order of its keys, empty if there is none. */
    CompletionStage<Map<String, T>> get(Jid account);

    /**
     * Changes the map, as {@link Documents#update}: the function gets an immutable map and returns the new one, which may be
     * of any kind. A key that is longer than {@link #MAX_KEY_LENGTH} or holds a character that XML forbids fails the stage
     * with {@link IllegalArgumentException}.
     */
    CompletionStage<Map<String, T>> update(Jid account, UnaryOperator<Map<String, T>> change);

    /** An immutable copy in the order of the keys, for implementations; checks the keys as {@link #update} says. */
    static <T> Map<String, T> sortedCopy(Map<String, T> map) {
        List<String> keys = new ArrayList<>(map.keySet());
        // Nearly always sorted already but for one: then this sort takes one pass.
        keys.sort(null);
        Map<String, T> copy = new LinkedHashMap<>(keys.size() * 4 / 3 + 1);
        for (String key : keys) {
            if (key.length() > MAX_KEY_LENGTH || !XmlCharacters.areLegal(key)) {
                throw new IllegalArgumentException("not the key of an entry: too long, or not legal in XML");
            }
            copy.put(key, Objects.requireNonNull(map.get(key), "a map holds no null"));
        }
        return Collections.unmodifiableMap(copy);
    }
}
