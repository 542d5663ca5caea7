package im.regent.storage;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How many entries a journal of one account has and how large they are, those under way included. Entries whose deletion is
 * under way count until it is durable. The one value in {@link Cells} that is not immutable: lane and writer change it, nobody
 * else sees it. Safe for both.
 */
final class JournalSize {
    private final Map<Long, Integer> lengths;
    private long size;
    private CompletionStage<?> lastDeletion = CompletableFuture.completedStage(null);

    /** @param lengths of the entries, by their numbers */
    JournalSize(Map<Long, Integer> lengths) {
        this.lengths = new HashMap<>(lengths);
        this.size = lengths.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Counts one more, if the limits allow. */
    synchronized boolean add(long number, int length, int maxEntries, long maxSize) {
        if (lengths.size() >= maxEntries || size + length > maxSize) {
            return false;
        }
        lengths.put(number, length);
        size += length;
        return true;
    }

    synchronized void remove(Collection<Long> numbers) {
        for (Long number : numbers) {
            Integer length = lengths.remove(number);
            size -= length == null ? 0 : length;
        }
    }

    synchronized void deleting(CompletionStage<?> deletion) {
        lastDeletion = deletion;
    }

    /** Done, one way or the other, when what was deleted does not count any more. */
    synchronized CompletionStage<?> lastDeletion() {
        return lastDeletion;
    }
}
