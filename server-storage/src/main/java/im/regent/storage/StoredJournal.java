package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Journal;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A journal in the table {@code journal_entry}. Reading goes to the table each time; only sizes are held in memory. */
final class StoredJournal<T> implements Journal<T>, AccountOwned {
    private static final Logger log = LoggerFactory.getLogger(StoredJournal.class);

    private final Machinery machinery;
    private final StoredXml<T> xml;
    private final Cells<JournalSize> sizes;

    StoredJournal(Machinery machinery, StoredXml<T> xml) {
        this.machinery = machinery;
        this.xml = xml;
        this.sizes = new Cells<>(machinery, account -> new Held<>(new JournalSize(lengths(account)), 0));
    }

    @Override
    public CompletionStage<OptionalLong> append(Jid account, T value, int maxEntries, long maxSize) {
        return sizes.change(account, claim -> {
            String content = xml.write(value);
            Held<JournalSize> size = claim.before();
            // Taken before there is surely room, for it may fail, and then nothing may have been counted.
            long number = machinery.numbers().next();
            if (!hasRoom(size.value(), known -> known.add(number, content.length(), maxEntries, maxSize))) {
                return Outcome.nothing(OptionalLong.empty());
            }
            return Outcome.of(
                    OptionalLong.of(number),
                    size,
                    List.of(Row.of(Sql.APPEND, account.toString(), xml.name(), number, content)));
        });
    }

    /** At the limit it matters what a deletion under way will have deleted: the writer is waited for. */
    private static boolean hasRoom(JournalSize size, Predicate<JournalSize> adding) {
        if (adding.test(size)) {
            return true;
        }
        CompletableFuture<?> deletion = size.lastDeletion().toCompletableFuture();
        if (!deletion.isDone()) {
            deletion.handle((done, failure) -> "settled").join();
        }
        return adding.test(size);
    }

    @Override
    public CompletionStage<Void> delete(Jid account, Collection<Long> ids) {
        Set<Long> numbers = Set.copyOf(ids);
        List<Row> rows = numbers.stream()
                .map(id -> Row.of(Sql.DELETE_APPENDED, account.toString(), xml.name(), id))
                .toList();
        CompletableFuture<@Nullable Void> deleted = new CompletableFuture<>();
        sizes.change(account, claim -> {
                    Held<JournalSize> size = claim.before();
                    size.value().deleting(deleted);
                    return new Outcome<>(
                            true, size, rows, List.of(), count -> size.value().remove(numbers));
                })
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        deleted.complete(null);
                    } else {
                        deleted.completeExceptionally(failure);
                    }
                });
        return deleted;
    }

    @Override
    public CompletionStage<List<Entry<T>>> read(Jid account, long after, int limit) {
        Stores.checkedOwner(account);
        return machinery
                .reads()
                .read(() -> machinery
                        .database()
                        .read(handle -> handle.createQuery(
                                        "SELECT id, content FROM journal_entry WHERE account = ? AND store = ? AND id > ?"
                                                + " ORDER BY id LIMIT ?")
                                .bind(0, account.toString())
                                .bind(1, xml.name())
                                .bind(2, after)
                                .bind(3, limit)
                                .map((row, context) -> entry(row.getLong(1), row.getString(2)))
                                .list()));
    }

    private Entry<T> entry(long number, String content) {
        try {
            return new Entry<>(number, Optional.of(xml.read(content)));
        } catch (StoreException e) {
            log.error("entry {} is left out, and kept: {}", number, e.getMessage());
            return new Entry<>(number, Optional.empty());
        }
    }

    @Override
    public CompletionStage<Integer> count(Jid account) {
        Stores.checkedOwner(account);
        return machinery.reads().read(() -> countRows(account));
    }

    private int countRows(Jid account) {
        return machinery
                .database()
                .read(handle -> handle.createQuery("SELECT COUNT(*) FROM journal_entry WHERE account = ? AND store = ?")
                        .bind(0, account.toString())
                        .bind(1, xml.name())
                        .mapTo(Integer.class)
                        .one());
    }

    private Map<Long, Integer> lengths(Jid account) {
        return machinery
                .database()
                .read(handle -> handle.createQuery(
                                "SELECT id, CHAR_LENGTH(content) FROM journal_entry WHERE account = ? AND store = ?")
                        .bind(0, account.toString())
                        .bind(1, xml.name())
                        .reduceRows(new HashMap<>(), (lengths, row) -> {
                            lengths.put(row.getColumn(1, Long.class), row.getColumn(2, Integer.class));
                            return lengths;
                        }));
    }

    @Override
    public Claim<?> claimDeleted(Jid account) {
        Claim<JournalSize> claim = sizes.claim(account);
        claim.become(new Held<>(new JournalSize(Map.of()), 0));
        return claim;
    }
}
