package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Finds the keys of an account, and stand-ins for an account that does not exist or has no keys of the kind.
 *
 * <p>A stand-in has a salt that is always the same for one name, as a real salt is, and that nobody can tell from a real
 * one without the server's secret; it is computed for real accounts too, so that both cost the same. What still tells
 * them apart is an account whose keys were derived with another iteration count than is set now.
 */
final class Keyring {
    /**
     * What a password or a proof is checked against.
     *
     * @param isReal false for a stand-in: no proof is right
     */
    record Entry(ScramHash hash, ScramKeys keys, boolean isReal, boolean isDisabled, boolean isExpired) {
        /** Why somebody who has proved the password is refused all the same; nobody else may learn of it. */
        Optional<Outcome> refusal(String account) {
            if (isDisabled) {
                return Optional.of(new Outcome.Failure(SaslCondition.ACCOUNT_DISABLED, DISABLED, account));
            }
            return isExpired
                    ? Optional.of(new Outcome.Failure(SaslCondition.CREDENTIALS_EXPIRED, EXPIRED, account))
                    : Optional.empty();
        }
    }

    static final String DISABLED = "this account is disabled, ask whoever runs the server";
    private static final String EXPIRED = "this password has expired, ask whoever runs the server for a new one";

    private final Accounts accounts;
    private final ScramCrypto crypto;
    private final byte[] secret;
    private final int iterations;

    Keyring(Accounts accounts, ScramCrypto crypto, byte[] secret, int iterations) {
        this.accounts = accounts;
        this.crypto = crypto;
        this.secret = secret.clone();
        this.iterations = iterations;
    }

    /** What is stored for an account, if it exists. */
    CompletionStage<Optional<Credentials>> credentials(Jid account) {
        return accounts.credentials(account);
    }

    /** Keys for the first of the hash functions that the account has any for. */
    CompletionStage<Entry> find(Jid account, List<ScramHash> preferred) {
        Entry standIn = standIn(account, preferred.get(0));
        Credentials nobody = Credentials.of(List.of(standIn.keys()));
        // The same steps for somebody and for nobody.
        return accounts.credentials(account)
                .thenApply(found -> entry(found.orElse(nobody), found.isPresent(), preferred)
                        .orElse(standIn));
    }

    private static Optional<Entry> entry(Credentials credentials, boolean isReal, List<ScramHash> preferred) {
        return preferred.stream()
                .flatMap(hash -> credentials
                        .forHash(hash.storeName())
                        .map(keys -> new Entry(hash, keys, isReal, credentials.isDisabled(), credentials.isExpired()))
                        .stream())
                .findFirst();
    }

    private Entry standIn(Jid account, ScramHash hash) {
        byte[] name = (hash.storeName() + ' ' + account).getBytes(UTF_8);
        byte[] salt = Arrays.copyOf(crypto.hmac(ScramHash.SHA_256, secret, name), ScramCredentials.SALT_BYTES);
        byte[] noKey = new byte[hash.bytes()];
        return new Entry(hash, new ScramKeys(hash.storeName(), salt, iterations, noKey, noKey), false, false, false);
    }
}
