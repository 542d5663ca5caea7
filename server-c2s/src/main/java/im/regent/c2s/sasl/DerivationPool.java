package im.regent.c2s.sasl;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which keys are derived from passwords, apart from everything else: whoever tries thousands of passwords
 * fills this queue and nothing more. A task that finds the queue full is refused with {@link
 * java.util.concurrent.RejectedExecutionException}. Safe for every thread.
 */
public final class DerivationPool implements Executor, AutoCloseable {
    private final ThreadPoolExecutor workers;

    /** With a fixed number of threads and of tasks that may wait. */
    public DerivationPool(int threads, int queue) {
        workers = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), DerivationPool::thread);
        workers.allowCoreThreadTimeOut(true);
    }

    /** With one thread fewer than the machine has cores, at least one: logins leave a core to those who are logged in. */
    public static DerivationPool forThisMachine(SaslSettings settings) {
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return new DerivationPool(threads, settings.derivationQueue());
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "regent-derivation");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        workers.execute(task);
    }

    /** How many tasks wait. */
    public int waiting() {
        return workers.getQueue().size();
    }

    /** Takes no more tasks; those that wait are dropped. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
