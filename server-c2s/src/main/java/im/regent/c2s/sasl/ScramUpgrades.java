package im.regent.c2s.sasl;

import im.regent.core.store.Credentials;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keys that an account lacks, or that were derived with fewer iterations than are set now, and that only its client can make, since
 * nobody else knows the password (XEP-0480). Safe for every thread.
 */
public final class ScramUpgrades {
    private static final String PREFIX = "UPGR-SCRAM-";

    private final SaslSettings settings;
    private final SecureRandom random;

    /** With a source of salts. */
    public ScramUpgrades(SaslSettings settings, SecureRandom random) {
        this.settings = settings;
        this.random = random;
    }

    /** The tasks that clients may be given, strongest first: the same for every account. */
    public List<String> tasks() {
        return Arrays.stream(Mechanism.values())
                .filter(mechanism -> settings.mechanisms().contains(mechanism))
                .filter(mechanism -> mechanism != Mechanism.PLAIN && mechanism.hash() != ScramHash.SHA_1)
                .map(mechanism -> PREFIX + mechanism.hash().storeName())
                .toList();
    }

    /** What a task would give to an account that has these keys, if anything. */
    public Optional<ScramUpgrade> upgrade(String task, Credentials credentials) {
        if (!tasks().contains(task)) {
            return Optional.empty();
        }
        String hash = task.substring(PREFIX.length());
        boolean isStrong = credentials
                .forHash(hash)
                .filter(keys -> keys.iterations() >= settings.iterations())
                .isPresent();
        return isStrong ? Optional.empty() : Optional.of(fresh(hash));
    }

    private ScramUpgrade fresh(String hash) {
        byte[] salt = new byte[ScramCredentials.SALT_BYTES];
        random.nextBytes(salt);
        ScramHash known = Arrays.stream(ScramHash.values())
                .filter(each -> each.storeName().equals(hash))
                .findFirst()
                .orElseThrow();
        return new ScramUpgrade(known, salt, settings.iterations());
    }
}
