package im.regent.core.store;

import im.regent.core.jid.Jid;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Entries in the order in which they were appended, for each account, to be looked through later by contact, time and number,
 * such as messages. Same promises as {@link Documents}, but that reading shows everything that was appended before.
 *
 * <p>Order, numbers and time agree: an entry that was appended later has a greater number and no earlier time, and becomes
 * readable no sooner. So whoever has read up to a number has missed nothing before it.
 *
 * @param <T> an immutable value
 */
public interface Archive<T> {
    /**
     * What was appended.
     *
     * @param id the entry's number; those of one account only grow, with gaps, and are never used again, not even when the
     *     account was deleted and created anew
     * @param durable complete when the entry is durable
     */
    record Appended(long id, CompletionStage<Void> durable) {}

    /** An entry, without its value if the codec cannot read it. */
    record Entry<T>(long id, Instant at, Optional<T> value) {}

    /**
     * Part of an archive.
     *
     * @param entries in the order in which they were appended, in whichever direction they were looked for
     * @param isComplete whether nothing was left out because of the limit
     */
    record Page<T>(List<Entry<T>> entries, boolean isComplete) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** The number and time of an entry. */
    record Mark(long id, Instant at) {}

    /** The first and the last entry of an archive that is not empty. */
    record Span(Mark first, Mark last) {}

    /**
     * Appends an entry; its number is there at once, for no thread waits here. The stage fails when it cannot be kept.
     *
     * @param with the contact, by a bare or full address
     * @param at in milliseconds; a time before that of the entry before counts as that one
     * @throws StoreException when storage has been down for so long that there are no numbers left
     */
    Appended append(Jid account, Jid with, Instant at, T value);

    /** The entries that the query asks for; empty if it names a number that is not in the archive. */
    CompletionStage<Optional<Page<T>>> page(Jid account, ArchiveQuery query);

    /** From where to where the archive goes; empty if there is nothing in it. */
    CompletionStage<Optional<Span>> span(Jid account);

    /**
     * Deletes what is older than this, and the oldest entries beyond so many; never one behind an entry that stays. The number
     * costs a walk through as many entries, unless it is {@link Integer#MAX_VALUE}.
     */
    CompletionStage<Void> trim(Jid account, Instant oldest, int maxEntries);
}
