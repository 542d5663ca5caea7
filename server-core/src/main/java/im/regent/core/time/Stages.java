package im.regent.core.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

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

    /** The cause of a failure, without the wrappers that stages put around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
