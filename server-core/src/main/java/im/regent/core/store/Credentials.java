package im.regent.core.store;

import java.util.List;
import java.util.Optional;

/**
 * What an account can log in with: SCRAM keys only, one for each hash function.
 *
 * @param isDisabled whether every login is refused
 * @param isExpired whether the password has to be changed before it is good for a login again
 */
public record Credentials(List<ScramKeys> keys, boolean isDisabled, boolean isExpired) {
    /** @throws IllegalArgumentException when there are two keys for one hash function */
    public Credentials {
        keys = List.copyOf(keys);
        if (keys.stream().map(ScramKeys::hash).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("two keys for one hash function");
        }
    }

    /** Of a new password, and of an account that may log in with it. */
    public static Credentials of(List<ScramKeys> keys) {
        return new Credentials(keys, false, false);
    }

    /** The same password, of an account that is disabled or is not. */
    public Credentials disabled(boolean isNowDisabled) {
        return new Credentials(keys, isNowDisabled, isExpired);
    }

    /** The same password, which has expired. */
    public Credentials expired() {
        return new Credentials(keys, isDisabled, true);
    }

    /** The new password of the same account: it has not expired, and enables nothing. */
    public Credentials with(List<ScramKeys> newKeys) {
        return new Credentials(newKeys, isDisabled, false);
    }

    /** The keys for a hash function. */
    public Optional<ScramKeys> forHash(String hash) {
        return keys.stream().filter(key -> key.hash().equals(hash)).findFirst();
    }
}
