package im.regent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which mutations are written together. A pause that would be waited for to its end is longer than a test may take. */
@Timeout(20)
class GatheringTest {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final AtomicLong clock = new AtomicLong();
    private final Gathering gathering = new Gathering(clock::get, PAUSE);

    private static Mutation patient() {
        return mutation(List.of(Row.of(Sql.ARCHIVE)));
    }

    private static Mutation urgent() {
        return mutation(List.of(Row.of(Sql.ARCHIVE), Row.of(Sql.APPEND)));
    }

    private static Mutation mutation(List<Row> rows) {
        return new Mutation(Jid.valueOf("juliet@capulet.lit"), rows, List.of(), count -> {}, () -> {}, failure -> {});
    }

    private List<Mutation> next() {
        try {
            List<Mutation> group = gathering.next();
            gathering.written();
            return group;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void afterSilenceNobodyWaits() {
        gathering.add(patient());
        assertThat(next()).hasSize(1);
        clock.addAndGet(PAUSE.toNanos());
        gathering.add(patient());
        assertThat(next()).hasSize(1);
    }

    @Test
    void whatIsUrgentTakesAlongWhatHasGathered() {
        gathering.add(urgent());
        assertThat(next()).hasSize(1);
        gathering.add(patient());
        CompletableFuture<List<Mutation>> group = CompletableFuture.supplyAsync(this::next);
        List<Mutation> more = List.of(patient(), patient(), urgent());
        more.forEach(gathering::add);
        assertThat(group.join()).hasSize(4).endsWith(more.toArray(Mutation[]::new));
        assertThat(gathering.isEmpty()).isTrue();
    }

    @Test
    void whatIsUrgentWaitsForNoPause() {
        for (int i = 0; i < 3; i++) {
            gathering.add(urgent());
            assertThat(next()).hasSize(1);
        }
    }

    /** As one that only waits for what was added before it. */
    @Test
    void whatWritesNothingIsUrgent() {
        next(patient());
        gathering.add(patient());
        gathering.add(Mutation.nothing());
        assertThat(next()).hasSize(2);
    }

    private void next(Mutation first) {
        gathering.add(first);
        assertThat(next()).containsExactly(first);
    }

    @Test
    void whatFoundNoRoomInAGroupHasWaitedEnough() {
        next(patient());
        clock.addAndGet(PAUSE.toNanos());
        IntStream.range(0, 5000).forEach(i -> gathering.add(patient()));
        int first = next().size();
        assertThat(first).isLessThan(5000);
        assertThat(next()).hasSize(5000 - first);
    }
}
