package im.regent.im.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final String HERE = "192.0.2.1";

    private final AtomicLong now = new AtomicLong();
    private final Quotas quotas = new Quotas(
            new RegistrationSettings(true, true, false, true, true, 8, Set.of(), 1, 3, Duration.ofMinutes(10)),
            now::get);

    @Test
    void oneAccountInAWindow() {
        assertThat(quotas.tries(HERE)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(quotas.tries(HERE)).isFalse();
        }
        assertThat(quotas.tries("192.0.2.2")).isTrue();
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(quotas.tries(HERE)).isTrue();
    }

    @Test
    void failedAttemptsAreLimitedToo() {
        for (int i = 0; i < 3; i++) {
            assertThat(quotas.tries(HERE)).isTrue();
            quotas.failed(HERE);
        }
        assertThat(quotas.tries(HERE)).isFalse();
    }

    @Test
    void addressesThatAreRememberedAreBounded() {
        for (int i = 0; i < Quotas.MAX_ADDRESSES; i++) {
            assertThat(quotas.tries("address " + i)).isTrue();
        }
        assertThat(quotas.tries(HERE)).isFalse();
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertThat(quotas.tries(HERE)).isTrue();
    }
}
