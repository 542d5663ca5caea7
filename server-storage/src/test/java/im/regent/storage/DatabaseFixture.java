package im.regent.storage;

import im.regent.core.config.Secret;
import im.regent.core.store.Stores;
import im.regent.testkit.store.StoreFixture;
import java.nio.file.Path;

/** Storage on a database that is empty at first. */
final class DatabaseFixture implements StoreFixture {
    private final StorageSettings settings;
    private final Runnable atEnd;
    private Storage storage;

    DatabaseFixture(StorageSettings settings, Runnable atEnd) {
        this.settings = settings;
        this.atEnd = atEnd;
        this.storage = Storage.open(settings, thread -> false);
    }

    static StorageSettings h2(Path folder) {
        return settings("jdbc:h2:file:" + folder.resolve("regent"), "regent", "");
    }

    static StorageSettings settings(String url, String user, String password) {
        return new StorageSettings(
                url, user, new Secret(password), Durability.PROCESS, new StorageSettings.Pools(3, 2), 4 << 20);
    }

    @Override
    public Stores stores() {
        return storage.stores();
    }

    @Override
    public Stores reopen() {
        storage.close();
        storage = Storage.open(settings, thread -> false);
        return storage.stores();
    }

    @Override
    public void close() {
        storage.close();
        atEnd.run();
    }
}
