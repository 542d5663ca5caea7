package im.regent.storage;

import im.regent.core.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The threads that read, with a bounded queue. Safe for every thread. */
final class Reads implements Executor, AutoCloseable {
    private static final int MAX_WAITING = 50_000;

    private final ThreadPoolExecutor threads;

    Reads(int count) {
        threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), Threads.named("read"));
    }

    /** Runs the query on a reading thread; what it throws fails the stage. */
    <R> CompletionStage<R> read(Supplier<R> query) {
        CompletableFuture<R> stage = new CompletableFuture<>();
        try {
            threads.execute(() -> answer(query, stage));
        } catch (RejectedExecutionException e) {
            stage.completeExceptionally(new StoreException("storage is closed, or too many readings wait for it", e));
        }
        return stage;
    }

    private static <R> void answer(Supplier<R> query, CompletableFuture<R> stage) {
        R result;
        try {
            result = query.get();
        } catch (Throwable e) { // the border of a thread: the caller gets it
            stage.completeExceptionally(e);
            return;
        }
        stage.complete(result);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void close() {
        Threads.finish(threads);
    }
}
