package im.regent.storage;

import im.regent.core.store.Accounts;
import im.regent.core.store.Archive;
import im.regent.core.store.Codec;
import im.regent.core.store.Documents;
import im.regent.core.store.Journal;
import im.regent.core.store.Maps;
import im.regent.core.store.Stores;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The stores of one database, each opened once. Safe for every thread. */
final class DatabaseStores implements Stores {
    private final Machinery machinery;
    private final StoredAccounts accounts;
    private final Map<String, StoredDocuments<?>> documents = new ConcurrentHashMap<>();
    private final Map<String, StoredMaps<?>> maps = new ConcurrentHashMap<>();
    private final Map<String, StoredJournal<?>> journals = new ConcurrentHashMap<>();
    private final Map<String, StoredArchive<?>> archives = new ConcurrentHashMap<>();

    DatabaseStores(Machinery machinery) {
        this.machinery = machinery;
        this.accounts = new StoredAccounts(machinery, this::opened);
    }

    private Collection<AccountOwned> opened() {
        List<AccountOwned> all = new ArrayList<>(documents.values());
        all.addAll(maps.values());
        all.addAll(journals.values());
        return all;
    }

    @Override
    public Accounts accounts() {
        return accounts;
    }

    @Override
    @SuppressWarnings("unchecked") // a name belongs to one feature, so to one type of value
    public <T> Documents<T> documents(String name, Codec<T> codec) {
        return (Documents<T>) documents.computeIfAbsent(
                Stores.checkedName(name), n -> new StoredDocuments<>(machinery, new StoredXml<>(n, codec)));
    }

    @Override
    @SuppressWarnings("unchecked") // a name belongs to one feature, so to one type of value
    public <T> Maps<T> maps(String name, Codec<T> codec) {
        return (Maps<T>) maps.computeIfAbsent(
                Stores.checkedName(name), n -> new StoredMaps<>(machinery, new StoredXml<>(n, codec)));
    }

    @Override
    @SuppressWarnings("unchecked") // a name belongs to one feature, so to one type of value
    public <T> Journal<T> journal(String name, Codec<T> codec) {
        return (Journal<T>) journals.computeIfAbsent(
                Stores.checkedName(name), n -> new StoredJournal<>(machinery, new StoredXml<>(n, codec)));
    }

    @Override
    @SuppressWarnings("unchecked") // a name belongs to one feature, so to one type of value
    public <T> Archive<T> archive(String name, Codec<T> codec) {
        return (Archive<T>) archives.computeIfAbsent(
                Stores.checkedName(name), n -> new StoredArchive<>(machinery, new StoredXml<>(n, codec)));
    }
}
