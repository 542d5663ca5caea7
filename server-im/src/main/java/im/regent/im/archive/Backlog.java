package im.regent.im.archive;

import im.regent.core.time.Stages;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages on their way to the disk. Nobody waits for them one by one; but when there are too many, whoever sends another one
 * waits until the last is safe: so a disk that is slower than the senders makes them slower, and no queue overflows. Safe for
 * every thread.
 */
final class Backlog {
    private final int max;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile CompletionStage<Void> last = Stages.done();

    Backlog(int max) {
        this.max = max;
    }

    /** One more, until it is safe, or has failed. */
    void add(CompletionStage<Void> durable) {
        underWay.incrementAndGet();
        last = durable;
        durable.whenComplete((done, failure) -> underWay.decrementAndGet());
    }

    /** Complete, without a failure, when one more may come: mostly now. Tells whether that was so at once. */
    CompletionStage<Boolean> room() {
        return underWay.get() < max ? CompletableFuture.completedStage(true) : last.handle((done, failure) -> false);
    }
}
