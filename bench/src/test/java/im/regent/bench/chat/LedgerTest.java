package im.regent.bench.chat;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.bench.chat.Ledger.Arrival;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    private List<Arrival> arrive(long sent, long... numbers) {
        return LongStream.of(numbers)
                .mapToObj(number -> ledger.arrive(number, sent))
                .toList();
    }

    @Test
    void inOrder() {
        assertThat(arrive(3, 0, 1, 2)).containsOnly(Arrival.IN_ORDER);
        assertThat(ledger.arrived()).isEqualTo(3);
        assertThat(ledger.missing(3)).isZero();
        assertThat(ledger.outOfOrder() + ledger.duplicates() + ledger.foreign()).isZero();
    }

    @Test
    void lost() {
        assertThat(arrive(6, 0, 2, 3)).containsExactly(Arrival.IN_ORDER, Arrival.EARLY, Arrival.IN_ORDER);
        assertThat(ledger.missing(6)).isEqualTo(3);
        assertThat(ledger.outOfOrder()).isZero();
    }

    @Test
    void overtaken() {
        assertThat(arrive(5, 3, 1, 0, 2, 4))
                .containsExactly(Arrival.EARLY, Arrival.LATE, Arrival.LATE, Arrival.LATE, Arrival.IN_ORDER);
        assertThat(ledger.outOfOrder()).isEqualTo(3);
        assertThat(ledger.missing(5)).isZero();
    }

    @Test
    void duplicated() {
        assertThat(arrive(5, 0, 0, 2, 1, 1, 2))
                .containsExactly(
                        Arrival.IN_ORDER,
                        Arrival.DUPLICATE,
                        Arrival.EARLY,
                        Arrival.LATE,
                        Arrival.DUPLICATE,
                        Arrival.DUPLICATE);
        assertThat(ledger.duplicates()).isEqualTo(3);
        assertThat(ledger.arrived()).isEqualTo(3);
    }

    @Test
    void neverSent() {
        assertThat(arrive(2, 2, -1, 0xffffffffL)).containsOnly(Arrival.FOREIGN);
        assertThat(ledger.foreign()).isEqualTo(3);
        assertThat(ledger.missing(2)).isEqualTo(2);
    }
}
