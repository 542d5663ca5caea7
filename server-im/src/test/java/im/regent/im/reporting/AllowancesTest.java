package im.regent.im.reporting;

import static im.regent.im.reporting.Allowances.Outcome.EXCEEDED;
import static im.regent.im.reporting.Allowances.Outcome.GRANTED;
import static im.regent.im.reporting.Allowances.Outcome.JUST_EXCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AllowancesTest {
    private Instant now = Instant.parse("2024-01-01T10:59:00Z");
    private final Allowances allowances = new Allowances(2, () -> now);
    private final Jid juliet = Jid.valueOf("juliet@capulet.lit");

    @Test
    void eachAccountHasItsShareOfEachHour() {
        assertThat(allowances.take(juliet)).isEqualTo(GRANTED);
        assertThat(allowances.take(juliet)).isEqualTo(GRANTED);
        assertThat(allowances.take(juliet)).isEqualTo(JUST_EXCEEDED);
        for (int i = 0; i < 5; i++) {
            assertThat(allowances.take(juliet)).isEqualTo(EXCEEDED);
        }
        assertThat(allowances.take(Jid.valueOf("nurse@capulet.lit"))).isEqualTo(GRANTED);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(allowances.take(juliet)).isEqualTo(GRANTED);
    }

    @Test
    void manyAccountsAreCountedUpToABound() {
        for (int i = 0; i < Allowances.MAX_ACCOUNTS; i++) {
            assertThat(allowances.take(Jid.valueOf("u" + i + "@capulet.lit"))).isEqualTo(GRANTED);
        }
        assertThat(allowances.take(juliet)).isEqualTo(EXCEEDED);
        assertThat(allowances.take(Jid.valueOf("u0@capulet.lit"))).isEqualTo(GRANTED);
    }
}
