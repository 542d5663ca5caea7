package im.regent.core.time;

import java.time.Duration;
import java.util.concurrent.Executor;

/** Runs things later, by a monotonic clock. Safe for every thread; tests give one that they advance themselves. */
@FunctionalInterface
public interface Scheduler {
    /** Runs the task on the executor once, no earlier than after the delay. */
    Cancellable after(Duration delay, Executor on, Runnable task);

    /** The clock that it goes by: only differences of two values mean something, as with {@link System#nanoTime()}. */
    default long nanoTime() {
        return System.nanoTime();
    }
}
