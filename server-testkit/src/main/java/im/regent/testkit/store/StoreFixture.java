package im.regent.testkit.store;

import im.regent.core.store.Stores;

/** Stores under test. A new fixture is empty; closing it gives everything back. */
public interface StoreFixture extends AutoCloseable {
    /** The stores as they are open now. */
    Stores stores();

    /** Closes the stores and opens the same data again, as a restart of the server does. */
    Stores reopen();

    @Override
    void close();
}
