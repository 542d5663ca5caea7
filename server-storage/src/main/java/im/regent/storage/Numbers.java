package im.regent.storage;

/**
 * Numbers that only grow and never come back, for entries of journals and archives. A block is taken from the database at a time, and what
 * is left of it when the process ends is lost. Safe for every thread; blocks now and then.
 */
final class Numbers {
    static final int BLOCK = 100_000;

    private final Database database;
    private long next;
    private long end;

    Numbers(Database database) {
        this.database = database;
    }

    synchronized long next() {
        if (next == end) {
            end = takeBlock();
            next = end - BLOCK;
        }
        return next++;
    }

    /** The end of a block of numbers that nobody has had; blocks. */
    long takeBlock() {
        return database.inTransaction(handle -> {
            handle.execute("UPDATE counter SET next_value = next_value + ? WHERE name = 'journal'", BLOCK);
            return handle.createQuery("SELECT next_value FROM counter WHERE name = 'journal'")
                    .mapTo(Long.class)
                    .one();
        });
    }
}
