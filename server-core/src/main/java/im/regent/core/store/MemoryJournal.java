package im.regent.core.store;

import im.regent.core.jid.Jid;
import im.regent.core.store.MemoryStores.Checked;
import im.regent.core.xml.Element;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One journal of {@link MemoryStores}. */
record MemoryJournal<T>(
        Map<Jid, NavigableMap<Long, Element>> rows, MemoryTables tables, MemoryLanes lanes, Checked<T> codec)
        implements Journal<T> {
    private static final Logger log = LoggerFactory.getLogger(MemoryJournal.class);

    @Override
    public CompletionStage<OptionalLong> append(Jid account, T value, int maxEntries, long maxSize) {
        return lanes.change(account, () -> {
            NavigableMap<Long, Element> entries = entries(account);
            Element element = codec.encode(value);
            if (entries.size() >= maxEntries || size(entries.values()) + size(List.of(element)) > maxSize) {
                return OptionalLong.empty();
            }
            long number = tables.nextNumber();
            rows.computeIfAbsent(account, jid -> new ConcurrentSkipListMap<>()).put(number, element);
            return OptionalLong.of(number);
        });
    }

    private static long size(Collection<Element> entries) {
        return entries.stream().mapToLong(Element::weight).sum();
    }

    @Override
    public CompletionStage<List<Entry<T>>> read(Jid account, long after, int limit) {
        return lanes.read(
                account,
                () -> entries(account).tailMap(after, false).entrySet().stream()
                        .limit(limit)
                        .map(entry -> entry(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private Entry<T> entry(long number, Element element) {
        try {
            return new Entry<>(number, Optional.of(codec.decode(element)));
        } catch (StoreException e) {
            log.error("entry {} is left out, and kept: {}", number, e.getMessage());
            return new Entry<>(number, Optional.empty());
        }
    }

    @Override
    public CompletionStage<Void> delete(Jid account, Collection<Long> ids) {
        List<Long> numbers = List.copyOf(ids);
        return lanes.<Void>change(account, () -> {
            NavigableMap<Long, Element> entries = rows.get(account);
            if (entries != null) {
                numbers.forEach(entries::remove);
            }
            return null;
        });
    }

    @Override
    public CompletionStage<Integer> count(Jid account) {
        return lanes.read(account, () -> entries(account).size());
    }

    private NavigableMap<Long, Element> entries(Jid account) {
        return rows.getOrDefault(account, Collections.emptyNavigableMap());
    }
}
