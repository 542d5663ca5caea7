package im.regent.core.net;

import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The timers of event loops: a stream's deadlines live and die on its own loop. */
final class LoopScheduler implements Scheduler {
    @Override
    public Cancellable after(Duration delay, Executor on, Runnable task) {
        if (!(on instanceof EventExecutor loop)) {
            throw new IllegalArgumentException("not an event loop");
        }
        ScheduledFuture<?> future = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }
}
