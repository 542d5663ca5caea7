package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.config.Secret;
import im.regent.core.store.Credentials;
import im.regent.core.store.ScramKeys;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Spec(rfc = 5802)
class ScramCredentialsTest {
    private final ScramCredentials credentials = new ScramCredentials(new SecureRandom(), 4096);

    @Test
    void keysForEveryHashHaveSaltsOfTheirOwn() throws MalformedPasswordException {
        Set<String> salts = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            Credentials derived = credentials.derive(new Secret("pencil"));
            assertThat(derived.isDisabled()).isFalse();
            assertThat(derived.keys()).extracting(ScramKeys::hash).containsExactly("SHA-1", "SHA-256", "SHA-512");
            for (ScramKeys keys : derived.keys()) {
                assertThat(keys.iterations()).isEqualTo(4096);
                assertThat(keys.salt()).hasSize(16);
                salts.add(Base64.getEncoder().encodeToString(keys.salt()));
            }
        }
        assertThat(salts).hasSize(6);
    }

    @Test
    void storedKeysAreThoseOfTheExampleInRfc7677() {
        // Computed from the proof that the RFC prints: H(ClientProof XOR HMAC(StoredKey, AuthMessage)) is the stored
        // key.
        ScramKeys keys = SaslWorld.keys(ScramHash.SHA_256, "pencil", "W22ZaJ0SNY7soEsUEjb6gQ==", 4096);
        assertThat(Base64.getEncoder().encodeToString(keys.storedKey()))
                .isEqualTo("WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=");
        assertThat(Base64.getEncoder().encodeToString(keys.serverKey()))
                .isEqualTo("wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");
    }

    @Test
    void passwordIsPreparedAsTheExamplesOfRfc4013Say() {
        String salt = "QSXCR+Q6sek8bf92";
        ScramKeys plain = SaslWorld.keys(ScramHash.SHA_1, "IX", salt, 4096);
        assertThat(SaslWorld.keys(ScramHash.SHA_1, "I\u00ADX", salt, 4096)).isEqualTo(plain);
        assertThat(SaslWorld.keys(ScramHash.SHA_1, "\u2168", salt, 4096)).isEqualTo(plain);
        assertThat(SaslWorld.keys(ScramHash.SHA_1, "ix", salt, 4096)).isNotEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0007", "a\nb", "\u06271", "\u00AD", "\uE000", "\uD83D\uDE00", "\uD800", "\u0221"})
    void passwordThatSaslPrepForbidsIsRefusedWithoutShowingIt(String password) {
        assertThatThrownBy(() -> credentials.derive(new Secret(password)))
                .isInstanceOf(MalformedPasswordException.class)
                .hasNoCause()
                .hasMessageContaining("a password must not be empty");
    }

    @Test
    @Section(value = "5.1", rules = "R93")
    void fewerThan4096IterationsAreABug() {
        assertThatThrownBy(() -> new ScramCredentials(new SecureRandom(), 4095))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void derivationOnAnExecutorEndsWithKeysOrTheReason() {
        List<Runnable> tasks = new ArrayList<>();
        CompletionStage<Credentials> good = credentials.derive(new Secret("pencil"), tasks::add);
        CompletionStage<Credentials> bad = credentials.derive(new Secret(""), tasks::add);
        assertThat(good.toCompletableFuture()).isNotDone();
        tasks.forEach(Runnable::run);
        assertThat(good.toCompletableFuture())
                .isCompletedWithValueMatching(keys -> keys.keys().size() == 3);
        assertThatThrownBy(() -> bad.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(MalformedPasswordException.class);
        assertThat(credentials
                        .derive(new Secret("pencil"), task -> {
                            throw new RejectedExecutionException();
                        })
                        .toCompletableFuture())
                .isCompletedExceptionally();
    }

    @Test
    void poolRefusesWhatExceedsItsQueueAndWorksOn() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(3);
        try (DerivationPool pool = new DerivationPool(1, 2)) {
            pool.execute(() -> {
                running.countDown();
                awaitUninterrupted(release);
                done.countDown();
            });
            running.await();
            pool.execute(done::countDown);
            pool.execute(done::countDown);
            assertThat(pool.waiting()).isEqualTo(2);
            assertThatThrownBy(() -> pool.execute(done::countDown)).isInstanceOf(RejectedExecutionException.class);
            release.countDown();
            done.await();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nothingThatMayBeLoggedShowsAPassword() throws SaslRefusal, MalformedPasswordException {
        String password = "Tr0ub4dor";
        String message = "\0alice\0" + password;
        PlainMessage plain = PlainMessage.parse(message.getBytes(UTF_8));
        assertThat(plain.toString()).doesNotContain(password);
        assertThat(credentials.derive(plain.password()).toString()).doesNotContain(password);
        SaslWorld world = new SaslWorld();
        Outcome failure = SaslWorld.run(world.begin(FakeTls.withBoth(), "PLAIN"), message);
        assertThat(failure.toString()).doesNotContain(password).contains("alice@example.org");
        // A password typed into the field for the name, where it is no address, stays out of the security log too.
        Outcome mistyped = SaslWorld.run(world.begin(FakeTls.withBoth(), "PLAIN"), "\0my pass word\0x");
        assertThat(mistyped.toString()).doesNotContain("pass word");
    }
}
