package im.regent.im.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogTest {
    private final Backlog backlog = new Backlog(2);
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Void> second = new CompletableFuture<>();

    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    @Test
    void thereIsRoomUntilSoManyAreUnderWay() {
        assertThat(isDone(backlog.room())).isTrue();
        backlog.add(first);
        assertThat(isDone(backlog.room())).isTrue();
        backlog.add(second);
        assertThat(isDone(backlog.room())).isFalse();
        first.complete(null);
        assertThat(isDone(backlog.room())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsGoesOnWhenTheLastIsSettledOneWayOrTheOther(boolean isWritten) {
        backlog.add(first);
        backlog.add(second);
        CompletionStage<Boolean> room = backlog.room();
        if (isWritten) {
            second.complete(null);
        } else {
            second.completeExceptionally(new IllegalStateException("the disk is full"));
        }

        assertThat(room.toCompletableFuture()).isCompletedWithValue(false);
        assertThat(isDone(backlog.room())).isTrue();
    }
}
