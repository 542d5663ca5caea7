package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Entries in the order in which they were appended, for each account, such as offline messages. Same promises as
 * {@link Documents}.
 *
 * @param <T> an immutable value
 */
public interface Journal<T> {
    /**
     * An entry with its number; numbers of one account only grow, with gaps, and are never used again, not even when the
     * account was deleted and created anew. An entry whose value the codec cannot read is there without it, so that it does not
     * stand in the way of the others; it stays until it is deleted.
     */
    record Entry<T>(long id, Optional<T> value) {}

    /**
     * Appends an entry unless the account has as many as the limit allows.
     *
     * @return its number, or empty when there is no room
     */
    default CompletionStage<OptionalLong> append(Jid account, T value, int maxEntries) {
        return append(account, value, maxEntries, Long.MAX_VALUE);
    }

    /**
     * As {@link #append(Jid, Object, int)}, unless the account's entries would be larger than the limit together.
     *
     * @param maxSize in characters of XML, about
     */
    CompletionStage<OptionalLong> append(Jid account, T value, int maxEntries, long maxSize);

    /** Up to so many entries with a number greater than {@code after}, in order; logs those that cannot be read. */
    CompletionStage<List<Entry<T>>> read(Jid account, long after, int limit);

    /** Deletes these entries; numbers that are not there are ignored. */
    CompletionStage<Void> delete(Jid account, Collection<Long> ids);

    /** How many entries the account has. */
    CompletionStage<Integer> count(Jid account);
}
