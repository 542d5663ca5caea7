package im.regent.core.store;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Stores that forget everything when the process ends: for tests, and for {@code storage.url = "memory:"}.
 *
 * <p>Everything happens on the executor that is given: {@code Runnable::run} answers before a call returns; one that runs its
 * tasks later and in any order makes every answer late. Changes to one account take place, and complete, in the order of the
 * calls whatever the executor does; reads do not queue and may overtake changes, as they do in a database. Values are kept as
 * the elements that the codec wrote and are decoded at every reading, so what a codec loses is lost here too.
 *
 * <p>Safe for every thread.
 */
public final class MemoryStores implements Stores {
    private final MemoryTables tables;
    private final MemoryLanes lanes;
    private final Map<String, Documents<?>> documents = new ConcurrentHashMap<>();
    private final Map<String, Maps<?>> maps = new ConcurrentHashMap<>();
    private final Map<String, Journal<?>> journals = new ConcurrentHashMap<>();
    private final Map<String, Archive<?>> archives = new ConcurrentHashMap<>();

    /** Empty stores that work and answer on this executor. */
    public MemoryStores(Executor executor) {
        this(executor, new MemoryTables());
    }

    private MemoryStores(Executor executor, MemoryTables tables) {
        this.tables = tables;
        this.lanes = new MemoryLanes(executor);
    }

    /** New stores over the same data, as a server finds them that starts again. These here must not be used any more. */
    public MemoryStores reopened(Executor executor) {
        return new MemoryStores(executor, tables);
    }

    @Override
    public Accounts accounts() {
        return new MemoryAccounts(tables, lanes);
    }

    @Override
    public <T> Documents<T> documents(String name, Codec<T> codec) {
        return known(documents.computeIfAbsent(
                Stores.checkedName(name),
                n -> new MemoryDocuments<>(tables.documents(n), lanes, new Checked<>(n, codec))));
    }

    @Override
    public <T> Maps<T> maps(String name, Codec<T> codec) {
        return known(maps.computeIfAbsent(
                Stores.checkedName(name), n -> new MemoryMaps<>(tables.maps(n), lanes, new Checked<>(n, codec))));
    }

    @Override
    public <T> Journal<T> journal(String name, Codec<T> codec) {
        return known(journals.computeIfAbsent(
                Stores.checkedName(name),
                n -> new MemoryJournal<>(tables.journal(n), tables, lanes, new Checked<>(n, codec))));
    }

    @Override
    public <T> Archive<T> archive(String name, Codec<T> codec) {
        return known(archives.computeIfAbsent(
                Stores.checkedName(name),
                n -> new MemoryArchive<>(tables.archive(n), tables, lanes, new Checked<>(n, codec))));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // a name belongs to one feature, so to one type of value
    private static <S> S known(Object store) {
        return (S) store;
    }

    /** A codec that reports what it cannot read, and what is too large, as a failure of the store that it serves. */
    record Checked<T>(String name, Codec<T> codec) {
        Element encode(T value) {
            Element element = codec.encode(value);
            if (new XmlWriter().document(element).length() > MAX_VALUE_BYTES) {
                throw new StoreException("a value for '" + name + "' is larger than " + MAX_VALUE_BYTES + " bytes");
            }
            return element;
        }

        T decode(Element element) {
            try {
                return codec.decode(element);
            } catch (IllegalArgumentException e) {
                throw new StoreException("'" + name + "' holds a value that this version cannot read", e);
            }
        }
    }
}
