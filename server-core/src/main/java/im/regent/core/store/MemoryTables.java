package im.regent.core.store;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rows of {@link MemoryStores}. Safe for every thread: each account's rows of one store are one immutable value, replaced
 * only in the account's lane.
 */
final class MemoryTables {
    final NavigableMap<Jid, Credentials> accounts = new ConcurrentSkipListMap<>();
    private final Map<String, Map<Jid, Element>> documents = new ConcurrentHashMap<>();
    private final Map<String, Map<Jid, Map<String, Element>>> maps = new ConcurrentHashMap<>();
    private final Map<String, Map<Jid, NavigableMap<Long, Element>>> journals = new ConcurrentHashMap<>();
    private final Map<String, Map<Jid, NavigableMap<Long, MemoryArchive.Kept>>> archives = new ConcurrentHashMap<>();
    private final AtomicLong lastNumber = new AtomicLong();

    Map<Jid, Element> documents(String name) {
        return documents.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
    }

    Map<Jid, Map<String, Element>> maps(String name) {
        return maps.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
    }

    Map<Jid, NavigableMap<Long, Element>> journal(String name) {
        return journals.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
    }

    Map<Jid, NavigableMap<Long, MemoryArchive.Kept>> archive(String name) {
        return archives.computeIfAbsent(name, n -> new ConcurrentHashMap<>());
    }

    /** One sequence for all journals and archives, so that no number comes back when an account does. */
    long nextNumber() {
        return lastNumber.incrementAndGet();
    }

    void deleteRows(Jid account) {
        accounts.remove(account);
        documents.values().forEach(rows -> rows.remove(account));
        maps.values().forEach(rows -> rows.remove(account));
        journals.values().forEach(rows -> rows.remove(account));
        archives.values().forEach(rows -> rows.remove(account));
    }
}
