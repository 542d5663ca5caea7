package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EpochTest {
    private static final Jid PUBSUB = Jid.valueOf("pubsub.capulet.lit");

    private static boolean isOver(CompletionStage<Void> end) {
        return end.toCompletableFuture().isDone();
    }

    @Test
    void itIsOverWhenItsLastActIsDone() {
        Epoch epoch = new Epoch(Grants.none());
        assertThat(epoch.enter()).isTrue();
        assertThat(epoch.enter()).isTrue();
        epoch.leave();

        CompletionStage<Void> end = epoch.end();

        assertThat(isOver(end)).isFalse();
        assertThat(epoch.enter()).isFalse();
        epoch.leave();
        assertThat(isOver(end)).isTrue();
    }

    @Test
    void withoutActsItIsOverAtOnce() {
        assertThat(isOver(new Epoch(Grants.none()).end())).isTrue();
    }

    @Test
    @Timeout(60)
    void noActOfTheOldGrantsIsUnderWayWhenTheReloadIsAnswered() throws Exception {
        Grants old = Grants.none();
        Grants fresh = Grants.none();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 200; round++) {
                PrivilegedEntities entities = new PrivilegedEntities(old, () -> "id");
                AtomicBoolean isAnswered = new AtomicBoolean();
                List<Future<Boolean>> workers = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    workers.add(threads.submit(() -> isTooLate(entities, old, isAnswered)));
                }
                entities.replace(fresh, entity -> {}).toCompletableFuture().join();
                isAnswered.set(true);
                for (Future<Boolean> worker : workers) {
                    assertThat(worker.get()).isFalse();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Acts until the new grants apply; whether an act of the old ones was still under way after the answer. */
    @SuppressWarnings("ReferenceEquality") // this very snapshot
    private static boolean isTooLate(PrivilegedEntities entities, Grants old, AtomicBoolean isAnswered) {
        boolean isTooLate = false;
        boolean isOld = true;
        while (isOld) {
            Epoch epoch = entities.enter();
            isOld = epoch.grants() == old;
            Thread.onSpinWait();
            isTooLate |= isOld && isAnswered.get();
            epoch.leave();
        }
        return isTooLate;
    }

    @Test
    void onlySoManyActsAreKeptAndStrangersAreNotCounted() {
        Usage usage = new Usage(() -> Instant.EPOCH);
        Usage.Act act = new Usage.Act(PUBSUB, "message", "outgoing", "capulet.lit", Jid.valueOf("capulet.lit"), true);
        for (int i = 0; i < Usage.KEPT + 5; i++) {
            usage.note(act, Optional.empty(), Usage.Outcome.REFUSED, "no");
        }

        assertThat(usage.after(0)).hasSize(Usage.KEPT);
        assertThat(usage.after(0).get(0).number()).isEqualTo(6);
        assertThat(usage.of(PUBSUB)).isEmpty();
    }
}
