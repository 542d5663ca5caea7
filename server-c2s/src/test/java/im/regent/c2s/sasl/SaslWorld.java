package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.regent.core.config.Secret;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.core.stream.TlsFacts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A host {@code example.org} with an account {@code alice}, and everything that SASL needs; on one thread. */
final class SaslWorld {
    static final String HOST = "example.org";
    static final String PASSWORD = "pencil";
    static final int ITERATIONS = 4096;
    static final byte[] SERVER_SECRET = "a secret for tests, 32 bytes lon".getBytes(UTF_8);
    static final Set<Mechanism> EVERYTHING =
            EnumSet.of(Mechanism.PLAIN, Mechanism.SCRAM_SHA_1, Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_512);

    final FakeAccounts accounts = new FakeAccounts();
    final CountingCrypto crypto = new CountingCrypto();
    Executor derivations = Runnable::run;
    SaslSettings settings = settings(EVERYTHING, false);
    String serverNonce = "3rfcNHYJY1ZVvWVs7j";
    long nanos;
    private final VerifiedPasswords verified =
            SaslAuthenticator.cache(crypto, settings, new SecureRandom(), () -> nanos);

    SaslWorld() {
        accounts.put("alice@" + HOST, credentials(PASSWORD));
    }

    static SaslSettings settings(Set<Mechanism> mechanisms, boolean downgradeProtection) {
        return new SaslSettings(mechanisms, ITERATIONS, downgradeProtection, Duration.ofMinutes(5), 2, 64);
    }

    static Credentials credentials(String password) {
        try {
            return new ScramCredentials(new SecureRandom(), ITERATIONS).derive(new Secret(password));
        } catch (MalformedPasswordException e) {
            throw new AssertionError(e);
        }
    }

    static ScramKeys keys(ScramHash hash, String password, String salt, int iterations) {
        try {
            byte[] bytes = Base64.getDecoder().decode(salt);
            return ScramCredentials.keys(ScramCrypto.real(), hash, new Secret(password), bytes, iterations);
        } catch (MalformedPasswordException e) {
            throw new AssertionError(e);
        }
    }

    long rememberedPasswords() {
        return verified.size();
    }

    SaslAuthenticator authenticator() {
        Keyring keyring = new Keyring(accounts, crypto, SERVER_SECRET, settings.iterations());
        return new SaslAuthenticator(settings, crypto, keyring, verified, derivations, () -> serverNonce);
    }

    SaslOffer offer(TlsFacts tls) {
        return authenticator().offer(HOST, tls);
    }

    SaslExchange begin(TlsFacts tls, String mechanism) {
        SaslAuthenticator authenticator = authenticator();
        return authenticator.begin(authenticator.offer(HOST, tls), mechanism);
    }

    /** Sends messages until the exchange ends; the last answer. */
    static Outcome run(SaslExchange exchange, String... messages) {
        Outcome outcome = now(exchange.start(messages[0].getBytes(UTF_8)));
        for (int i = 1; i < messages.length && outcome instanceof Outcome.Challenge; i++) {
            outcome = now(exchange.step(messages[i].getBytes(UTF_8)));
        }
        return outcome;
    }

    static Outcome now(CompletionStage<Outcome> stage) {
        List<Outcome> result = new ArrayList<>();
        stage.thenAccept(result::add);
        if (result.isEmpty()) {
            throw new AssertionError("no answer yet, or a failed stage: " + stage);
        }
        return result.get(0);
    }

    static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Challenge challenge) {
            return new String(challenge.data(), UTF_8);
        }
        if (outcome instanceof Outcome.Success success) {
            return new String(success.additionalData(), UTF_8);
        }
        throw new AssertionError(outcome.toString());
    }

    static Outcome.Failure failure(Outcome outcome) {
        if (outcome instanceof Outcome.Failure failure) {
            return failure;
        }
        throw new AssertionError("not a failure: " + outcome);
    }

    static SaslCondition condition(Outcome outcome) {
        return failure(outcome).condition();
    }
}
