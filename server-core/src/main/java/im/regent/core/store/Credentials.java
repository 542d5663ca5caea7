package im.regent.core.store;

import java.util.List;
import java.util.Optional;

/**
 * What an account can log in with: SCRAM keys only, one for each hash function.
 *
 * @param isDisabled whether every login is refused
 */
public record Credentials(List<ScramKeys> keys, boolean isDisabled) {
    public Credentials {
        keys = List.copyOf(keys);
    }

    /** The keys for a hash function. */
    public Optional<ScramKeys> forHash(String hash) {
        return keys.stream().filter(key -> key.hash().equals(hash)).findFirst();
    }
}
