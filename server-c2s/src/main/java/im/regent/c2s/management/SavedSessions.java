package im.regent.c2s.management;

import im.regent.core.jid.Jid;
import im.regent.core.store.Codec;
import im.regent.core.store.Journal;
import im.regent.core.store.Stores;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The sessions that wait in storage, one entry for each in the journal of their host, so that a stop cut short leaves each whole
 * or not at all. Safe for every thread.
 */
final class SavedSessions {
    private static final int PAGE = 50;
    private static final int MAX_ENTRIES = 1_000_000;

    /** Where a session is stored. */
    record Place(Jid host, long id) {}

    /** A session that is stored. */
    record Found(Place place, Element xml) {}

    private final Journal<Element> journal;

    SavedSessions(Stores stores) {
        this.journal = stores.journal("sessions", Codec.xml());
    }

    /** Complete when the session is stored; otherwise it fails. */
    CompletionStage<Void> put(Jid session, Element xml) {
        return journal.append(session.domainJid(), xml, MAX_ENTRIES).thenAccept(id -> {
            if (id.isEmpty()) {
                throw new IllegalStateException("there is no room for one session more");
            }
        });
    }

    /** Removes a session; complete when that is durable. */
    CompletionStage<Void> remove(Place place) {
        return journal.delete(place.host(), List.of(place.id()));
    }

    /** What is stored for a host, oldest first. What cannot be read at all is logged by the store, and stays. */
    CompletionStage<List<Found>> of(Jid host) {
        return page(host, 0, new ArrayList<>());
    }

    private CompletionStage<List<Found>> page(Jid host, long after, List<Found> found) {
        return journal.read(host, after, PAGE).thenCompose(entries -> {
            for (Journal.Entry<Element> entry : entries) {
                entry.value().ifPresent(xml -> found.add(new Found(new Place(host, entry.id()), xml)));
            }
            return entries.isEmpty()
                    ? CompletableFuture.completedStage(List.copyOf(found))
                    : page(host, entries.get(entries.size() - 1).id(), found);
        });
    }
}
