package im.regent.core.store;

import im.regent.core.jid.Jid;
import im.regent.core.store.MemoryStores.Checked;
import im.regent.core.xml.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One archive of {@link MemoryStores}. Safe for every thread. */
final class MemoryArchive<T> implements Archive<T> {
    private static final Logger log = LoggerFactory.getLogger(MemoryArchive.class);

    /** An entry as it is kept. */
    record Kept(Jid with, Instant at, Element value) {}

    private final Map<Jid, NavigableMap<Long, Kept>> rows;
    private final MemoryTables tables;
    private final MemoryLanes lanes;
    private final Checked<T> codec;
    private final Object appending = new Object();

    MemoryArchive(Map<Jid, NavigableMap<Long, Kept>> rows, MemoryTables tables, MemoryLanes lanes, Checked<T> codec) {
        this.rows = rows;
        this.tables = tables;
        this.lanes = lanes;
        this.codec = codec;
    }

    @Override
    public Appended append(Jid account, Jid with, Instant at, T value) {
        Stores.checkedOwner(account);
        synchronized (appending) { // entries become readable in the order of their numbers
            long number = tables.nextNumber();
            CompletionStage<Void> durable = lanes.<Void>change(account, () -> {
                put(account, number, new Kept(with, at.truncatedTo(ChronoUnit.MILLIS), codec.encode(value)));
                return null;
            });
            return new Appended(number, durable);
        }
    }

    private void put(Jid account, long number, Kept kept) {
        NavigableMap<Long, Kept> entries = rows.computeIfAbsent(account, jid -> new ConcurrentSkipListMap<>());
        Map.Entry<Long, Kept> last = entries.lastEntry();
        boolean isEarlier = last != null && kept.at().isBefore(last.getValue().at());
        entries.put(number, isEarlier ? new Kept(kept.with(), last.getValue().at(), kept.value()) : kept);
    }

    @Override
    public CompletionStage<Optional<Page<T>>> page(Jid account, ArchiveQuery query) {
        // Behind the changes that are under way.
        return lanes.change(account, () -> {
            NavigableMap<Long, Kept> entries = entries(account);
            return entries.keySet().containsAll(query.named()) ? Optional.of(page(entries, query)) : Optional.empty();
        });
    }

    private Page<T> page(NavigableMap<Long, Kept> entries, ArchiveQuery query) {
        Predicate<Map.Entry<Long, Kept>> matches = matching(query);
        NavigableMap<Long, Kept> ordered = query.isFromEnd() ? entries.descendingMap() : entries;
        List<Map.Entry<Long, Kept>> found = ordered.entrySet().stream()
                .filter(matches)
                .limit(query.limit() + 1L)
                .toList();
        List<Entry<T>> page = new ArrayList<>();
        found.stream().limit(query.limit()).forEach(entry -> page.add(entry(entry.getKey(), entry.getValue())));
        if (query.isFromEnd()) {
            Collections.reverse(page);
        }
        return new Page<>(page, found.size() <= query.limit());
    }

    private static Predicate<Map.Entry<Long, Kept>> matching(ArchiveQuery query) {
        return entry -> {
            Kept kept = entry.getValue();
            return entry.getKey() > query.after()
                    && entry.getKey() < query.before()
                    && query.only().map(ids -> ids.contains(entry.getKey())).orElse(true)
                    && query.start().map(time -> !kept.at().isBefore(time)).orElse(true)
                    && query.end().map(time -> !kept.at().isAfter(time)).orElse(true)
                    && query.with().map(jid -> isWith(jid, kept.with())).orElse(true);
        };
    }

    private static boolean isWith(Jid wanted, Jid contact) {
        return wanted.equals(wanted.isBare() ? contact.bare() : contact);
    }

    private Entry<T> entry(long number, Kept kept) {
        try {
            return new Entry<>(number, kept.at(), Optional.of(codec.decode(kept.value())));
        } catch (StoreException e) {
            log.error("entry {} is shown without its value: {}", number, e.getMessage());
            return new Entry<>(number, kept.at(), Optional.empty());
        }
    }

    @Override
    public CompletionStage<Optional<Span>> span(Jid account) {
        return lanes.change(account, () -> {
            NavigableMap<Long, Kept> entries = entries(account);
            return entries.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Span(mark(entries.firstEntry()), mark(entries.lastEntry())));
        });
    }

    private static Mark mark(Map.Entry<Long, Kept> entry) {
        return new Mark(entry.getKey(), entry.getValue().at());
    }

    @Override
    public CompletionStage<Void> trim(Jid account, Instant oldest, int maxEntries) {
        return lanes.change(account, () -> {
                    NavigableMap<Long, Kept> entries = rows.get(account);
                    if (entries == null) {
                        return 0;
                    }
                    while (entries.size() > maxEntries
                            || !entries.isEmpty()
                                    && entries.firstEntry().getValue().at().isBefore(oldest)) {
                        entries.pollFirstEntry();
                    }
                    return entries.size();
                })
                .thenAccept(size -> {});
    }

    private NavigableMap<Long, Kept> entries(Jid account) {
        return rows.getOrDefault(account, Collections.emptyNavigableMap());
    }
}
