package im.regent.storage;

import im.regent.core.jid.Jid;
import im.regent.core.store.Archive;
import im.regent.core.store.ArchiveQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads the table {@code archive_entry} for one account. Times grow with the ids, so a span of time is a span of ids, which is
 * found by halving: an index for times would cost each message more than that costs the few who ask. Every page is one walk along
 * an index from where it begins, however large the archive is. For H2, the constant columns stand in the order, too, and ids are
 * looked up one by one: otherwise it walks through the whole archive.
 */
final class ArchiveSelect {
    private static final String OF_ACCOUNT = " FROM archive_entry WHERE account = ? AND store = ?";
    private static final String FIRST = " ORDER BY account, store, id LIMIT 1";
    private static final String LAST = " ORDER BY account DESC, store DESC, id DESC LIMIT 1";

    private final Handle handle;
    private final String account;
    private final String store;

    ArchiveSelect(Handle handle, Jid account, String store) {
        this.handle = handle;
        this.account = account.toString();
        this.store = store;
    }

    /** Entries as the query wants them, one more than its limit if there are; empty if a number is not in the archive. */
    <E> Optional<List<E>> select(ArchiveQuery query, RowMapper<E> mapper) {
        if (!query.named().stream().allMatch(this::exists)) {
            return Optional.empty();
        }
        long after = query.after();
        long before = query.before();
        if (query.start().isPresent()) {
            OptionalLong first = notBefore(ceiling(query.start().get()));
            after = Math.max(after, first.orElse(Long.MAX_VALUE) - 1);
        }
        if (query.end().isPresent()) {
            OptionalLong beyond = notBefore(next(millis(query.end().get())));
            before = Math.min(before, beyond.orElse(Long.MAX_VALUE));
        }
        return Optional.of(
                query.only().isPresent() ? some(query, after, before, mapper) : page(query, after, before, mapper));
    }

    /** Those of a few entries that meet the other conditions. */
    private <E> List<E> some(ArchiveQuery query, long after, long before, RowMapper<E> mapper) {
        List<Long> ids = new ArrayList<>(query.only().orElseThrow());
        ids.sort(query.isFromEnd() ? Comparator.reverseOrder() : Comparator.naturalOrder());
        List<E> found = new ArrayList<>();
        for (long id : ids) {
            if (id > after && id < before && found.size() <= query.limit()) {
                found.addAll(page(query, id - 1, id + 1, mapper));
            }
        }
        return found;
    }

    private <E> List<E> page(ArchiveQuery query, long after, long before, RowMapper<E> mapper) {
        List<Object> parameters = new ArrayList<>(List.of(account, store));
        StringBuilder sql = new StringBuilder("SELECT id, stamp, content").append(OF_ACCOUNT);
        query.with().ifPresent(jid -> {
            sql.append(" AND with_hash = ?");
            parameters.add(StoredMaps.hash(jid.bare().toString()));
            if (!jid.isBare()) {
                sql.append(" AND with_jid = ?");
                parameters.add(jid.toString());
            }
        });
        sql.append(" AND id > ? AND id < ?");
        parameters.add(after);
        parameters.add(before);
        String direction = query.isFromEnd() ? " DESC" : "";
        sql.append(" ORDER BY account").append(direction).append(", store").append(direction);
        if (query.with().isPresent()) {
            sql.append(", with_hash").append(direction);
        }
        sql.append(", id").append(direction).append(" LIMIT ?");
        parameters.add(query.limit() + 1);
        return bound(sql.toString(), parameters).map(mapper).list();
    }

    /** The number of the first entry that is not before this time, in milliseconds; or of one between it and the one before it. */
    OptionalLong notBefore(long time) {
        Optional<Archive.Span> span = span();
        if (span.isEmpty() || span.get().last().at().toEpochMilli() < time) {
            return OptionalLong.empty();
        }
        long from = span.get().first().id();
        if (span.get().first().at().toEpochMilli() >= time) {
            return OptionalLong.of(from);
        }
        long to = span.get().last().id();
        // The answer is in between; no entry before the lower number is late enough, and the first from the upper one
        // on is.
        while (from < to) {
            long middle = from + (to - from) / 2;
            Archive.Mark mark = mark(" AND id >= ?" + FIRST, middle).orElseThrow();
            if (mark.at().toEpochMilli() >= time) {
                to = middle;
            } else {
                from = mark.id() + 1;
            }
        }
        return OptionalLong.of(from);
    }

    private boolean exists(long id) {
        return id(" AND id = ?", id).isPresent();
    }

    /** The last number that is too old, or beyond so many entries: it and what is before it is too much. */
    OptionalLong beyond(Instant oldest, int maxEntries) {
        Optional<Archive.Span> span = span();
        if (span.isEmpty()) {
            return OptionalLong.empty();
        }
        long tooOld = notBefore(millis(oldest)).orElse(span.get().last().id() + 1) - 1;
        long tooMany = maxEntries == Integer.MAX_VALUE
                ? Long.MIN_VALUE
                : id(LAST + " OFFSET ?", maxEntries).orElse(Long.MIN_VALUE);
        long last = Math.max(tooOld, tooMany);
        return last < span.get().first().id() ? OptionalLong.empty() : OptionalLong.of(last);
    }

    private Optional<Long> id(String condition, long parameter) {
        return bound("SELECT id" + OF_ACCOUNT + condition, List.of(account, store, parameter))
                .mapTo(Long.class)
                .findOne();
    }

    /** The first and the last entry. */
    Optional<Archive.Span> span() {
        return mark(FIRST).flatMap(first -> mark(LAST).map(last -> new Archive.Span(first, last)));
    }

    private Optional<Archive.Mark> mark(String condition, Object... parameters) {
        List<Object> all = new ArrayList<>(List.of(account, store));
        all.addAll(List.of(parameters));
        return bound("SELECT id, stamp" + OF_ACCOUNT + condition, all)
                .map((row, context) -> new Archive.Mark(row.getLong(1), Instant.ofEpochMilli(row.getLong(2))))
                .findOne();
    }

    private Query bound(String sql, List<?> parameters) {
        Query query = handle.createQuery(sql);
        for (int i = 0; i < parameters.size(); i++) {
            query.bind(i, parameters.get(i));
        }
        return query;
    }

    /** In milliseconds, down to what a number can hold. */
    static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    private static long next(long millis) {
        return millis == Long.MAX_VALUE ? millis : millis + 1;
    }

    private static long ceiling(Instant time) {
        long millis = millis(time);
        boolean isExtreme = millis == Long.MAX_VALUE || millis == Long.MIN_VALUE;
        return isExtreme || time.equals(Instant.ofEpochMilli(millis)) ? millis : millis + 1;
    }
}
