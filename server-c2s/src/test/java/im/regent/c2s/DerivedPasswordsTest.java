package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.c2s.sasl.ScramCredentials;
import im.regent.core.config.Secret;
import im.regent.core.store.ScramKeys;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.SecureRandom;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

@Spec(rfc = 5802)
class DerivedPasswordsTest {
    private final ScramCredentials scram = new ScramCredentials(new SecureRandom(), 4096);
    private final DerivedPasswords passwords = new DerivedPasswords(scram, Runnable::run);

    @Test
    @Section("3")
    void passwordBecomesKeysForEveryHash() {
        assertThat(passwords
                        .derive(new Secret("pencil"))
                        .toCompletableFuture()
                        .join()
                        .orElseThrow())
                .extracting(ScramKeys::hash)
                .containsExactly("SHA-1", "SHA-256", "SHA-512");
    }

    @Test
    @Section("2.2")
    void whatCannotBeAPasswordIsNone() {
        assertThat(passwords.derive(new Secret("")).toCompletableFuture().join())
                .isEmpty();
        assertThat(passwords.derive(new Secret("\u0007")).toCompletableFuture().join())
                .isEmpty();
    }

    @Test
    void whoeverIsTooMuchIsTold() {
        DerivedPasswords busy = new DerivedPasswords(scram, task -> {
            throw new RejectedExecutionException("full");
        });
        assertThat(busy.derive(new Secret("pencil")).toCompletableFuture())
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RejectedExecutionException.class);
    }
}
