package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Archive;
import im.regent.core.store.ArchiveQuery;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive in the table {@code archive_entry}. Nothing is held in memory.
 *
 * <p>An entry gets its number and its place in the account's lane in one step, and lane and writer keep the order: so entries
 * become durable, and readable, in the order of their numbers. Reading goes through lane and writer first, and so shows what
 * was appended before. Safe for every thread.
 */
final class StoredArchive<T> implements Archive<T> {
    private static final Logger log = LoggerFactory.getLogger(StoredArchive.class);

    private final Machinery machinery;
    private final StoredXml<T> xml;
    private final ReadyNumbers numbers;
    private final Object appending = new Object();

    /** Blocks. */
    StoredArchive(Machinery machinery, StoredXml<T> xml) {
        this.machinery = machinery;
        this.xml = xml;
        this.numbers = new ReadyNumbers(machinery.numbers()::takeBlock, Numbers.BLOCK, machinery.reads());
    }

    @Override
    public Appended append(Jid account, Jid with, Instant at, T value) {
        Stores.checkedOwner(account);
        synchronized (appending) { // nothing that waits, on whatever thread: a number, and a place in a queue
            long number = numbers.next();
            return new Appended(number, change(account, () -> List.of(row(account, number, with, at, value))));
        }
    }

    private Row row(Jid account, long number, Jid with, Instant at, T value) {
        return Row.of(
                Sql.ARCHIVE,
                account.toString(),
                xml.name(),
                number,
                StoredMaps.hash(with.bare().toString()),
                with.toString(),
                ArchiveSelect.millis(at),
                account.toString(),
                xml.name(),
                xml.write(value));
    }

    /** What is too much is looked for by a thread that reads: it may be a long way, and others wait for the writer. */
    @Override
    public CompletionStage<Void> trim(Jid account, Instant oldest, int maxEntries) {
        return read(account, select -> select.beyond(oldest, maxEntries))
                .thenCompose(last -> change(account, () -> trimmed(account, last)));
    }

    private List<Row> trimmed(Jid account, OptionalLong last) {
        return last.isPresent()
                ? List.of(Row.of(Sql.TRIM_UP_TO, account.toString(), xml.name(), last.getAsLong()))
                : List.of();
    }

    /** Writes the rows behind all earlier changes of the account. */
    private CompletionStage<Void> change(Jid account, Supplier<List<Row>> rows) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        machinery.lanes().run(account, () -> write(account, rows, stage), stage);
        return stage;
    }

    private void write(Jid account, Supplier<List<Row>> rows, CompletableFuture<Void> stage) {
        List<Row> made;
        try {
            made = rows.get();
        } catch (Throwable e) { // whatever a codec throws belongs to its caller
            machinery.writers().answer(account, () -> stage.completeExceptionally(e));
            return;
        }
        machinery
                .writers()
                .add(new Mutation(
                        account,
                        made,
                        List.of(),
                        count -> {},
                        () -> stage.complete(null),
                        stage::completeExceptionally));
    }

    @Override
    public CompletionStage<Optional<Page<T>>> page(Jid account, ArchiveQuery query) {
        return read(
                account,
                select -> select.select(query, (row, context) -> entry(row)).map(found -> page(found, query)));
    }

    private Page<T> page(List<Entry<T>> found, ArchiveQuery query) {
        boolean isComplete = found.size() <= query.limit();
        List<Entry<T>> entries = new ArrayList<>(isComplete ? found : found.subList(0, query.limit()));
        if (query.isFromEnd()) {
            Collections.reverse(entries);
        }
        return new Page<>(entries, isComplete);
    }

    private Entry<T> entry(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        Instant at = Instant.ofEpochMilli(row.getLong(2));
        try {
            return new Entry<>(number, at, Optional.of(xml.read(row.getString(3))));
        } catch (StoreException e) {
            log.error("entry {} is shown without its value: {}", number, e.getMessage());
            return new Entry<>(number, at, Optional.empty());
        }
    }

    @Override
    public CompletionStage<Optional<Span>> span(Jid account) {
        return read(account, ArchiveSelect::span);
    }

    private <R> CompletionStage<R> read(Jid account, Function<ArchiveSelect, R> query) {
        return change(Stores.checkedOwner(account), List::of)
                .thenCompose(settled -> machinery
                        .reads()
                        .read(() -> machinery
                                .database()
                                .read(handle -> query.apply(new ArchiveSelect(handle, account, xml.name())))));
    }
}
