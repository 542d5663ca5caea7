package im.regent.core.store;

import java.util.List;
import java.util.Optional;

/**
 * What an account can log in with: SCRAM keys only, one for each hash function.
 *
 * @param isDisabled whether every login is refused
 */
public record Credentials(List<ScramKeys> keys, boolean isDisabled) {
    /** @throws IllegalArgumentException when there are two keys for one hash function */
    public Credentials {
        keys = List.copyOf(keys);
        if (keys.stream().map(ScramKeys::hash).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two keys for one hash function");
        }
    }

    /** The keys for a hash function. */
    public Optional<ScramKeys> forHash(String hash) {
        return keys.stream().filter(key -> key.hash().equals(hash)).findFirst();
    }
}
