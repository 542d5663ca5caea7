package im.regent.storage;

import im.regent.core.store.StoreException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers as {@link Numbers} has them, for callers that must not wait: when half a block is used up, the next one is fetched by
 * another thread. Only when the database has been away for that long is there no number. Safe for every thread; blocks when it
 * is made, never later.
 */
final class ReadyNumbers {
    private static final Logger log = LoggerFactory.getLogger(ReadyNumbers.class);

    private final LongSupplier endOfNextBlock;
    private final int block;
    private final Executor fetcher;
    private long next;
    private long end;
    private long spareEnd;
    private boolean isFetching;

    /**
     * Takes the first block.
     *
     * @param endOfNextBlock takes a block of numbers, each greater than all before, and tells the number behind it
     */
    ReadyNumbers(LongSupplier endOfNextBlock, int block, Executor fetcher) {
        this.endOfNextBlock = endOfNextBlock;
        this.block = block;
        this.fetcher = fetcher;
        this.end = endOfNextBlock.getAsLong();
        this.next = end - block;
    }

    /** The next number, greater than all before. */
    synchronized long next() {
        if (next == end && spareEnd != 0) {
            next = spareEnd - block;
            end = spareEnd;
            spareEnd = 0;
        }
        if (spareEnd == 0 && !isFetching && end - next <= block / 2) {
            beginFetching();
        }
        if (next == end) {
            throw new StoreException("storage has been away for too long: there are no numbers for new entries");
        }
        return next++;
    }

    private void beginFetching() {
        isFetching = true;
        try {
            fetcher.execute(this::fetch);
        } catch (RejectedExecutionException e) {
            isFetching = false;
            log.warn(
                    "no numbers for new entries could be fetched, too much is waiting; tried again with the next entry");
        }
    }

    private void fetch() {
        long fetched = 0;
        try {
            fetched = endOfNextBlock.getAsLong();
        } catch (StoreException e) {
            log.warn(
                    "no numbers for new entries could be fetched; tried again with the next entry: {}", e.getMessage());
        } finally {
            synchronized (this) {
                spareEnd = fetched;
                isFetching = false;
            }
        }
    }
}
