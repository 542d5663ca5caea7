package im.regent.core.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What {@link CompletionStage} lacks: cheap completed stages and a look at the result without waiting. */
public final class Stages {
    private static final CompletionStage<Void> DONE =
            CompletableFuture.<Void>completedFuture(null).minimalCompletionStage();

    private Stages() {}

    /** A stage that is complete; always the same. */
    public static CompletionStage<Void> done() {
        return DONE;
    }

    /** Whether the stage is complete, in whatever way. Free for {@link #done()}. */
    public static boolean isDone(CompletionStage<?> stage) {
        return stage == DONE || stage.toCompletableFuture().isDone();
    }

    /**
     * Goes on with the result: at once if it is there, otherwise on the executor. A failure stays a failure.
     *
     * @param loop where the caller is now, and where it wants to go on
     */
    public static <T, U> CompletionStage<U> then(CompletionStage<T> stage, Executor loop, Function<T, U> next) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        return future.isDone() ? future.thenApply(next) : future.thenApplyAsync(next, loop);
    }

    /** The cause of a failure, without the wrappers that stages put around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
