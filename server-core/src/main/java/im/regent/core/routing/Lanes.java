package im.regent.core.routing;

import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stream rule for a stream that carries many senders (a component, a remote server): stanzas of one (from, to) pair of
 * bare addresses are handled one after the other, others need not wait for them.
 *
 * <p>Pairs share lanes by hash; a lane that waits for storage queues what follows. When more than {@code limit} stanzas
 * wait in all, the stream is parked until half of them are through. Confined to the stream's loop.
 */
final class Lanes {
    private static final int LANES = 64;

    private final Executor loop;
    private final Function<Stanza, CompletionStage<Void>> handle;
    private final int limit;
    private final @Nullable ArrayDeque<Stanza>[] waiting = newLanes();
    private int waitingInAll;
    private @Nullable CompletableFuture<Void> room;

    Lanes(Executor loop, int limit, Function<Stanza, CompletionStage<Void>> handle) {
        this.loop = loop;
        this.limit = limit;
        this.handle = handle;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a generic type
    private static @Nullable ArrayDeque<Stanza>[] newLanes() {
        return new ArrayDeque[LANES];
    }

    /** Handles the stanza when its turn comes; the stage tells when the stream's next stanza may come. */
    CompletionStage<Void> add(Stanza stanza) {
        int lane = laneOf(stanza);
        ArrayDeque<Stanza> queue = waiting[lane];
        if (queue == null) {
            run(lane, stanza);
        } else {
            queue.add(stanza);
            waitingInAll++;
        }
        if (waitingInAll < limit) {
            return Stages.done();
        }
        if (room == null) {
            room = new CompletableFuture<>();
        }
        return room;
    }

    private static int laneOf(Stanza stanza) {
        int hash = 31 * stanza.sender().bare().hashCode()
                + stanza.receiver().bare().hashCode();
        return (hash ^ hash >>> 16) & (LANES - 1);
    }

    /** Handles a stanza of a free lane; the lane has a queue exactly while its stanza is not done. */
    private void run(int lane, Stanza first) {
        CompletionStage<Void> stage = handle.apply(first);
        if (!Stages.isDone(stage)) {
            waiting[lane] = waiting[lane] == null ? new ArrayDeque<>() : waiting[lane];
            stage.whenCompleteAsync((done, failure) -> next(lane), loop);
        }
    }

    private void next(int lane) {
        ArrayDeque<Stanza> queue = waiting[lane];
        while (queue != null && !queue.isEmpty()) {
            waitingInAll--;
            CompletionStage<Void> stage = handle.apply(queue.remove());
            if (!Stages.isDone(stage)) {
                stage.whenCompleteAsync((done, failure) -> next(lane), loop);
                makeRoom();
                return;
            }
        }
        waiting[lane] = null;
        makeRoom();
    }

    private void makeRoom() {
        CompletableFuture<Void> waiter = room;
        if (waiter != null && waitingInAll <= limit / 2) {
            room = null;
            waiter.complete(null);
        }
    }
}
