package im.regent.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs any of the tasks it has, never the first one first by habit. Safe for every thread. */
final class ShuffledExecutor implements Executor, AutoCloseable {
    private final ExecutorService threads;
    private final Random random;
    private final List<Runnable> tasks = new ArrayList<>();

    ShuffledExecutor(long seed, int threads) {
        this.random = new Random(seed);
        this.threads = Executors.newFixedThreadPool(threads);
    }

    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
        threads.execute(() -> any().run());
    }

    private Runnable any() {
        synchronized (tasks) {
            return tasks.remove(random.nextInt(tasks.size()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
