package im.regent.core.net;

import im.regent.core.parse.Scanners;
import im.regent.core.xml.XmlWriter;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * What the streams of one event loop share, and the reason why they are fast together.
 *
 * <p><b>Flushes.</b> A system call for every stanza costs five times the throughput. So a stream only fills its buffer and
 * says that it is dirty; the first one of an iteration leaves a task behind the work at hand, and that task writes all dirty
 * streams at once, each with one call.
 *
 * <p><b>Crossings.</b> What other threads want is queued, and only the first of a burst wakes the loop.
 *
 * <p><b>Warmth.</b> A stream's parser is kept while the stream is busy and given up when it has been silent for a while; the
 * streams that may have one are looked through now and then.
 *
 * <p>Everything but {@link #cross} belongs to the loop's thread.
 */
final class Loop {
    private static final int SCRATCH = 64 * 1024;
    private static final int SWEEP_SECONDS = 2;

    private final EventExecutor executor;
    private final Scanners scanners;
    private final boolean isSweeping;
    private final XmlWriter writer = new XmlWriter();
    private final ArrayDeque<Outbound> dirty = new ArrayDeque<>();
    private final Queue<Runnable> crossings = new MpscUnboundedArrayQueue<>(1024);
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private List<Inbound> warm = new ArrayList<>();
    private byte[] scratch = {};
    private boolean isScratchTaken;

    /** @param isSweeping whether idle parsers are given up by and by; not where time stands still */
    Loop(EventExecutor executor, Scanners scanners, boolean isSweeping) {
        this.executor = executor;
        this.scanners = scanners;
        this.isSweeping = isSweeping;
    }

    EventExecutor executor() {
        return executor;
    }

    Scanners scanners() {
        return scanners;
    }

    /** A writer to be used at once and let go. */
    XmlWriter writer() {
        return writer.reset();
    }

    /** An array for the bytes of one read. */
    byte[] takeScratch(int length) {
        if (isScratchTaken || length > SCRATCH) {
            return new byte[length];
        }
        if (scratch.length == 0) {
            scratch = new byte[SCRATCH];
        }
        isScratchTaken = true;
        return scratch;
    }

    void giveScratch(byte[] array) {
        if (array == scratch) {
            isScratchTaken = false;
        }
    }

    /** The stream's buffer is to be written at the end of the iteration. */
    void dirty(Outbound outbound) {
        if (dirty.isEmpty()) {
            execute(this::flush);
        }
        dirty.add(outbound);
    }

    private void flush() {
        // A write can fail and end a stream, whose handler then sends to others: they queue up behind.
        for (Outbound outbound = dirty.poll(); outbound != null; outbound = dirty.poll()) {
            outbound.flush();
        }
    }

    /** The stream has read something and has a parser now. */
    void warm(Inbound inbound) {
        warm.add(inbound);
        if (isSweeping && warm.size() == 1) {
            executor.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void sweep() {
        List<Inbound> still = new ArrayList<>();
        for (Inbound inbound : warm) {
            if (!inbound.cool()) {
                still.add(inbound);
            }
        }
        warm = still;
        if (!warm.isEmpty()) {
            executor.schedule(this::sweep, SWEEP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Runs something on the loop, behind what this thread has brought before. From every thread. */
    void cross(Runnable task) {
        crossings.add(task);
        if (isAwake.compareAndSet(false, true)) {
            execute(this::drain);
        }
    }

    private void drain() {
        // First the flag: what is added after the last poll wakes the loop again.
        isAwake.set(false);
        for (Runnable task = crossings.poll(); task != null; task = crossings.poll()) {
            task.run();
        }
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The loops have been shut down: there is no connection left that this could be for.
            task.run();
        }
    }
}
