package im.regent.privilege;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The time in which one snapshot of the grants is in force, and how many acts that it allowed are still under way.
 *
 * <p>The problem: an act is allowed, then waits for storage, then happens. Grants that are replaced meanwhile must not leave
 * it to happen at any time later: whoever took a privilege away wants to know when that is so. The idea: an act belongs to the
 * epoch in which it was allowed, and an epoch is over when it has been ended and its last act is done.
 *
 * <p>Safe for every thread.
 */
final class Epoch {
    private final Grants grants;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private int open;
    private boolean isEnded;

    Epoch(Grants grants) {
        this.grants = grants;
    }

    Grants grants() {
        return grants;
    }

    /** Begins an act; false if the epoch has ended. */
    synchronized boolean enter() {
        if (!isEnded) {
            open++;
        }
        return !isEnded;
    }

    /** An act is done. */
    void leave() {
        if (count(-1)) {
            over.complete(null);
        }
    }

    /** Lets no other act begin; the stage is complete when those that have begun are done. */
    CompletionStage<Void> end() {
        synchronized (this) {
            isEnded = true;
        }
        if (count(0)) {
            over.complete(null);
        }
        return over;
    }

    private synchronized boolean count(int change) {
        open += change;
        return isEnded && open == 0;
    }
}
