package im.regent.core.time;

import java.util.Collection;
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

    /** A stage that nobody completes. */
    public static <T> CompletionStage<T> never() {
        return new CompletableFuture<>();
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

    /**
     * Goes on with the result: at once if it is there, otherwise on the loop. To be called on the loop, so that {@code next}
     * runs there in both cases; a failure stays one.
     */
    public static <T, R> CompletionStage<R> compose(
            CompletionStage<T> stage, Executor loop, Function<? super T, ? extends CompletionStage<R>> next) {
        Function<T, CompletionStage<R>> step = next::apply;
        return isDone(stage) ? stage.thenCompose(step) : stage.thenComposeAsync(step, loop);
    }

    /** Complete when all of them are; fails if one of them does. Free when they are complete already. */
    public static CompletionStage<Void> all(Collection<? extends CompletionStage<?>> stages) {
        CompletableFuture<?>[] open = stages.stream()
                .filter(stage -> stage != DONE)
                .map(CompletionStage::toCompletableFuture)
                .filter(future -> !future.isDone() || future.isCompletedExceptionally())
                .toArray(CompletableFuture<?>[]::new);
        return open.length == 0 ? DONE : CompletableFuture.allOf(open);
    }

    /** The cause of a failure, without the wrappers that stages put around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
