package im.regent.testkit.store;

import im.regent.core.store.MemoryStores;
import im.regent.core.store.Stores;
import java.util.concurrent.Executor;

/** The twin on an executor. */
final class MemoryFixture implements StoreFixture {
    private final Executor executor;
    private final Runnable atEnd;
    private MemoryStores stores;

    MemoryFixture(Executor executor, Runnable atEnd) {
        this.executor = executor;
        this.atEnd = atEnd;
        this.stores = new MemoryStores(executor);
    }

    static MemoryFixture direct() {
        return new MemoryFixture(Runnable::run, () -> {});
    }

    /** Tasks run late, on four threads, in an order drawn from the seed. */
    static MemoryFixture shuffled(long seed) {
        ShuffledExecutor executor = new ShuffledExecutor(seed, 4);
        return new MemoryFixture(executor, executor::close);
    }

    @Override
    public Stores stores() {
        return stores;
    }

    @Override
    public Stores reopen() {
        stores = stores.reopened(executor);
        return stores;
    }

    @Override
    public void close() {
        atEnd.run();
    }
}
