package im.regent.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What waits to be written. A group goes at once, with all that has gathered while the last one was being committed; but for a group
 * of patient mutations there is a pause after the last one, in which more can gather, because a commit costs many times what a row
 * costs. So after silence nobody waits, a crowd shares the price of few commits, and whatever is not patient takes the others along.
 * Anyone may add; one thread takes.
 */
final class Gathering {
    private static final int MAX_GROUP = 4096;

    private final LongSupplier nanoTime;
    private final long pause;
    private final BlockingQueue<Mutation> queue = new LinkedBlockingQueue<>();
    private final Semaphore urgent = new Semaphore(0);
    private long until;
    private boolean isFull;

    /** @param pause the shortest time from the end of one group to the next, unless that is urgent */
    Gathering(LongSupplier nanoTime, Duration pause) {
        this.nanoTime = nanoTime;
        this.pause = pause.toNanos();
        this.until = nanoTime.getAsLong();
    }

    void add(Mutation mutation) {
        queue.add(mutation);
        if (!mutation.isPatient()) {
            urgent.release();
        }
    }

    /** Blocks until there is something to write. */
    List<Mutation> next() throws InterruptedException {
        List<Mutation> group = new ArrayList<>();
        group.add(queue.take());
        long rest = until - nanoTime.getAsLong();
        if (rest > 0) {
            urgent.tryAcquire(rest, TimeUnit.NANOSECONDS);
        }
        urgent.drainPermits(); // each stands for a mutation that is in the queue
        queue.drainTo(group, MAX_GROUP - 1);
        isFull = group.size() == MAX_GROUP;
        return group;
    }

    /** The last group is written; what found no room in it has waited enough. */
    void written() {
        until = nanoTime.getAsLong() + (isFull ? 0 : pause);
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }
}
