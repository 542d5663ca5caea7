package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which entries of an {@link Archive} are wanted: those that meet every condition, the first or the last so many of them. */
public final class ArchiveQuery {
    private final int limit;
    private final boolean isFromEnd;
    private final @Nullable Jid with;
    private final @Nullable Instant start;
    private final @Nullable Instant end;
    private final long after;
    private final long before;
    private final @Nullable Set<Long> only;
    private final Set<Long> named;

    private ArchiveQuery(Builder builder) {
        this.limit = builder.limit;
        this.isFromEnd = builder.isFromEnd;
        this.with = builder.with;
        this.start = builder.start;
        this.end = builder.end;
        this.after = builder.after;
        this.before = builder.before;
        this.only = builder.only == null ? null : Set.copyOf(builder.only);
        this.named = Set.copyOf(builder.named);
    }

    /** The first so many entries that meet the conditions. */
    public static Builder first(int limit) {
        return new Builder(limit, false);
    }

    /** The last so many entries that meet the conditions. */
    public static Builder last(int limit) {
        return new Builder(limit, true);
    }

    /** How many entries are wanted at most. */
    public int limit() {
        return limit;
    }

    /** Whether the last ones are wanted. */
    public boolean isFromEnd() {
        return isFromEnd;
    }

    /** The contact: a bare address stands for all its resources. */
    public Optional<Jid> with() {
        return Optional.ofNullable(with);
    }

    /** The earliest time. */
    public Optional<Instant> start() {
        return Optional.ofNullable(start);
    }

    /** The latest time. */
    public Optional<Instant> end() {
        return Optional.ofNullable(end);
    }

    /** Only entries with greater numbers. */
    public long after() {
        return after;
    }

    /** Only entries with smaller numbers. */
    public long before() {
        return before;
    }

    /** Only entries with one of these numbers. */
    public Optional<Set<Long>> only() {
        return Optional.ofNullable(only);
    }

    /** The numbers that the query names; if one of them is not in the archive, there is no answer. */
    public Set<Long> named() {
        return named;
    }

    /** Puts conditions together; each may be left out. */
    public static final class Builder {
        private final int limit;
        private final boolean isFromEnd;
        private final Set<Long> named = new TreeSet<>();
        private @Nullable Jid with;
        private @Nullable Instant start;
        private @Nullable Instant end;
        private long after = Long.MIN_VALUE;
        private long before = Long.MAX_VALUE;
        private @Nullable Set<Long> only;

        private Builder(int limit, boolean isFromEnd) {
            this.limit = limit;
            this.isFromEnd = isFromEnd;
        }

        /** Only this contact: any of its resources if the address is bare. */
        public Builder with(Jid contact) {
            with = contact;
            return this;
        }

        /** Not before this time. */
        public Builder start(Instant time) {
            start = time;
            return this;
        }

        /** Not behind this time. */
        public Builder end(Instant time) {
            end = time;
            return this;
        }

        /** Behind this entry, and behind others that were given. */
        public Builder after(long id) {
            named.add(id);
            after = Math.max(after, id);
            return this;
        }

        /** Before this entry, and before others that were given. */
        public Builder before(long id) {
            named.add(id);
            before = Math.min(before, id);
            return this;
        }

        /** Only these entries. */
        public Builder only(Collection<Long> ids) {
            named.addAll(ids);
            only = new TreeSet<>(ids);
            return this;
        }

        /** The query. */
        public ArchiveQuery build() {
            return new ArchiveQuery(this);
        }
    }
}
