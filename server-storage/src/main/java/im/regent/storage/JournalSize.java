package im.regent.storage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How many entries a journal of one account has, those under way included. Entries whose deletion is under way count until it
 * is durable, for only the database knows how many of them there are. The one value in {@link Cells} that is not immutable:
 * lane and writer change it, nobody else sees it. Safe for both.
 */
final class JournalSize {
    private int entries;
    private CompletionStage<?> lastDeletion = CompletableFuture.completedStage(null);

    JournalSize(int entries) {
        this.entries = entries;
    }

    /** Counts one more, if the limit allows. */
    synchronized boolean add(int maxEntries) {
        if (entries >= maxEntries) {
            return false;
        }
        entries++;
        return true;
    }

    synchronized void remove(int count) {
        entries -= count;
    }

    synchronized void deleting(CompletionStage<?> deletion) {
        lastDeletion = deletion;
    }

    /** Done, one way or the other, when the number is exact. */
    synchronized CompletionStage<?> lastDeletion() {
        return lastDeletion;
    }
}
