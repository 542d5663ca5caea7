package im.regent.im.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.time.Stages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AccountLanesTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");

    private final AccountLanes lanes = new AccountLanes();
    private final List<String> ran = new ArrayList<>();
    private final Deque<Runnable> loop = new ArrayDeque<>();

    private CompletionStage<Void> step(String name, CompletionStage<Void> until) {
        ran.add(name);
        return until;
    }

    private void settle() {
        while (!loop.isEmpty()) {
            loop.remove().run();
        }
    }

    @Test
    void aStepWaitsForTheStepBeforeItAndForNoOtherAccount() {
        CompletableFuture<Void> storage = new CompletableFuture<>();
        lanes.run(JULIET, Runnable::run, () -> step("first", storage));
        lanes.run(JULIET, Runnable::run, () -> step("second", Stages.done()));
        lanes.run(ROMEO, Runnable::run, () -> step("other", Stages.done()));
        assertThat(ran).containsExactly("first", "other");

        storage.complete(null);
        assertThat(ran).containsExactly("first", "other", "second");
    }

    @Test
    void aStepOfAnIdleLaneStartsBehindWhatItsLoopHasToDo() {
        loop.add(() -> ran.add("sent by an earlier step"));
        lanes.run(JULIET, loop::add, () -> step("step", Stages.done()));
        assertThat(ran).isEmpty();

        settle();
        assertThat(ran).containsExactly("sent by an earlier step", "step");
    }

    @Test
    void stepsOfDifferentLoopsKeepTheirOrder() {
        lanes.run(JULIET, loop::add, () -> step("first", Stages.done()));
        lanes.run(JULIET, Runnable::run, () -> step("second", Stages.done()));
        assertThat(ran).isEmpty();

        settle();
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void aStepThatFailsFailsItsOwnStageAndNoOther() {
        CompletionStage<Void> thrown = lanes.run(JULIET, Runnable::run, () -> {
            throw new IllegalStateException("a bug");
        });
        CompletionStage<Void> failed = lanes.run(
                JULIET, Runnable::run, () -> CompletableFuture.failedStage(new IllegalStateException("storage")));
        CompletionStage<Void> rejected = lanes.run(
                JULIET,
                task -> {
                    throw new RejectedExecutionException("the loop is gone");
                },
                () -> step("never", Stages.done()));
        lanes.run(JULIET, Runnable::run, () -> step("next", Stages.done()));

        assertThat(List.of(thrown, failed, rejected))
                .allSatisfy(stage -> assertThat(stage.toCompletableFuture()).isCompletedExceptionally());
        assertThat(ran).containsExactly("next");
    }
}
