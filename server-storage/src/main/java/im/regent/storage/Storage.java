package im.regent.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import im.regent.core.store.MemoryStores;
import im.regent.core.store.Stores;
import im.regent.storage.StorageException.Reason;
import java.util.function.Predicate;

/**
 * An open database with its threads, queues and memory.
 *
 * <p>What a stage confirms survives the end of the process, however it ends, and in {@link Durability#POWER} that of power.
 * When the database does not answer, stages fail with {@link im.regent.core.store.StoreException} and nothing of their change
 * is kept; when it answers again, all goes on. A stage that fails because the connection broke during the commit is the one
 * case in which the change may be there all the same.
 *
 * <p>One server process for each database: H2 locks its file, but <b>nothing stops a second server on one PostgreSQL
 * database, and the two would not see each other's changes</b>.
 *
 * <p>Stages complete on threads of storage. Callers must not block there. Safe for every thread.
 */
public final class Storage implements AutoCloseable {
    private final Stores stores;
    private final Runnable closing;

    private Storage(Stores stores, Runnable closing) {
        this.stores = stores;
        this.closing = closing;
    }

    /**
     * Opens the database and brings its tables up to date. Blocks.
     *
     * @param isEventLoop which threads must never block: storage refuses to use the database on them, with
     *     {@link IllegalStateException}
     * @throws StorageException when it cannot be opened, in one line that says what to do
     */
    public static Storage open(StorageSettings settings, Predicate<Thread> isEventLoop) {
        String problem = DatabaseUrl.problemWith(settings.url());
        if (!problem.isEmpty()) {
            throw new StorageException(Reason.BAD_URL, "storage.url: " + problem);
        }
        if (settings.url().equals(DatabaseUrl.MEMORY)) {
            Reads threads = new Reads(settings.pools().readers());
            return new Storage(new MemoryStores(threads), threads::close);
        }
        return onDatabase(Database.open(settings, isEventLoop), settings);
    }

    private static Storage onDatabase(Database database, StorageSettings settings) {
        Reads reads = new Reads(settings.pools().readers());
        Lanes lanes = new Lanes(settings.pools().readers());
        Writers writers = new Writers(
                database.isH2() ? 1 : settings.pools().writers(), new GroupCommit(database, settings.durability()));
        Machinery machinery =
                new Machinery(database, reads, lanes, writers, new Numbers(database), cache(settings, reads));
        return new Storage(new DatabaseStores(machinery), () -> {
            lanes.close();
            writers.close();
            reads.close();
            database.close();
        });
    }

    private static Cache<Cells.Key, Held<?>> cache(StorageSettings settings, Reads reads) {
        return Caffeine.newBuilder()
                .executor(reads)
                .maximumWeight(settings.cacheBytes())
                .weigher((Cells.Key key, Held<?> held) -> held.weight())
                .build();
    }

    /** The stores; they fail every stage after {@link #close}. */
    public Stores stores() {
        return stores;
    }

    /** Writes what was taken, then closes the database. Blocks. */
    @Override
    public void close() {
        closing.run();
    }
}
