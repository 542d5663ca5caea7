package im.regent.c2s.sasl;

import im.regent.core.jid.Jid;
import im.regent.core.store.Accounts;
import im.regent.core.stream.TlsFacts;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Logs accounts in: says what to offer on a stream, and opens the exchange for what the client chose. Holds no state of a
 * stream. Safe for every thread.
 */
public final class SaslAuthenticator {
    private static final int MIN_SECRET_BYTES = 16;
    private static final int NONCE_BYTES = 18;

    private final SaslSettings settings;
    private final ScramCrypto crypto;
    private final Keyring keyring;
    private final VerifiedPasswords verified;
    private final Executor derivations;
    private final Supplier<String> nonces;

    /**
     * Puts it together.
     *
     * @param derivations where keys are derived for PLAIN: a {@link DerivationPool}
     * @param serverSecret at least 16 random bytes that stay the same for the life of the installation, not only of the
     *     process: they make the salts of accounts that do not exist
     * @param nanoTime a monotonic clock
     */
    public SaslAuthenticator(
            SaslSettings settings,
            Accounts accounts,
            Executor derivations,
            byte[] serverSecret,
            SecureRandom random,
            LongSupplier nanoTime) {
        this(
                settings,
                ScramCrypto.real(),
                new Keyring(accounts, ScramCrypto.real(), checked(serverSecret), settings.iterations()),
                cache(ScramCrypto.real(), settings, random, nanoTime),
                derivations,
                () -> nonce(random));
    }

    SaslAuthenticator(
            SaslSettings settings,
            ScramCrypto crypto,
            Keyring keyring,
            VerifiedPasswords verified,
            Executor derivations,
            Supplier<String> nonces) {
        this.settings = settings;
        this.crypto = crypto;
        this.keyring = keyring;
        this.verified = verified;
        this.derivations = derivations;
        this.nonces = nonces;
    }

    static VerifiedPasswords cache(
            ScramCrypto crypto, SaslSettings settings, SecureRandom random, LongSupplier nanoTime) {
        return new VerifiedPasswords(crypto, random, settings.plainCacheSize(), settings.plainCacheFor(), nanoTime);
    }

    private static byte[] checked(byte[] serverSecret) {
        if (serverSecret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the server's secret is shorter than " + MIN_SECRET_BYTES + " bytes");
        }
        return serverSecret;
    }

    private static String nonce(SecureRandom random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What to offer the clients of a virtual host inside TLS. */
    public SaslOffer offer(String host, TlsFacts tls) {
        return new SaslOffer(host, settings, tls);
    }

    /** What to offer without TLS; nothing, if only PLAIN is allowed. */
    public SaslOffer offerWithoutTls(String host) {
        return new SaslOffer(host, settings, null);
    }

    /**
     * Opens the exchange for the mechanism that the client names.
     *
     * <p>One that is not in the offer fails at its start: {@code encryption-required} for one that needs TLS where there is
     * none, {@code mechanism-too-weak} for one that is weaker than all that are allowed, {@code invalid-mechanism} for every other.
     *
     * @param offer what was advertised on this very stream
     * @param mechanism the name as the client wrote it; empty where it wrote none
     */
    public SaslExchange begin(SaslOffer offer, String mechanism) {
        return begin(offer, mechanism, Optional.empty());
    }

    /**
     * As {@link #begin(SaslOffer, String)}.
     *
     * @param claimed who the client says it is, bare: EXTERNAL chooses by it among the accounts that it has proved
     */
    public SaslExchange begin(SaslOffer offer, String mechanism, Optional<Jid> claimed) {
        return Mechanism.named(mechanism)
                .map(known -> offer.mechanisms().contains(known)
                        ? new GuardedExchange(open(offer, known, claimed), false)
                        : refuse(offer, known))
                .orElseGet(() -> refuse(SaslCondition.INVALID_MECHANISM, "no such mechanism is offered"));
    }

    private Dialogue open(SaslOffer offer, Mechanism mechanism, Optional<Jid> claimed) {
        return switch (mechanism) {
            case EXTERNAL -> new ExternalDialogue(keyring, offer.certified(), claimed);
            case PLAIN -> new PlainDialogue(keyring, crypto, verified, derivations, offer.host());
            default -> new ScramDialogue(keyring, crypto, nonces, offer, mechanism);
        };
    }

    private SaslExchange refuse(SaslOffer offer, Mechanism mechanism) {
        if (mechanism.needsTls() && !offer.isSecure()) {
            return refuse(SaslCondition.ENCRYPTION_REQUIRED, mechanism.wireName() + " is for TLS connections only");
        }
        return settings.isTooWeak(mechanism)
                ? refuse(SaslCondition.MECHANISM_TOO_WEAK, mechanism.wireName() + " is weaker than this server allows")
                : refuse(SaslCondition.INVALID_MECHANISM, mechanism.wireName() + " is not offered here");
    }

    private static SaslExchange refuse(SaslCondition condition, String text) {
        return new GuardedExchange(new RefusedDialogue(condition, text), true);
    }
}
