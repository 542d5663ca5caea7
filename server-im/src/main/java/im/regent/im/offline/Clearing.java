package im.regent.im.offline;

import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.store.Journal;
import im.regent.core.time.Stages;
import im.regent.im.api.ArchiveIds;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * XEP-0386 §3.2: "Clear the offline messages for this user, if any, without sending them (as they will be provided by MAM)": those
 * that its client was told of, and no others, which nothing would provide. Whoever is taking them meanwhile gets them all the
 * same. Safe for every thread.
 */
final class Clearing {
    private static final Logger log = LoggerFactory.getLogger(Clearing.class);
    private static final int PAGE = 50;

    private final Journal<Message> journal;
    private final ArchiveIds archives;

    Clearing(Journal<Message> journal, ArchiveIds archives) {
        this.journal = journal;
        this.archives = archives;
    }

    void clear(Session session) {
        clear(session, 0).exceptionally(failure -> {
            // They come when the client becomes available, unless it knows them then.
            log.warn("kept messages could not be cleared", Stages.cause(failure));
            return null;
        });
    }

    private CompletionStage<Void> clear(Session session, long after) {
        return journal.read(session.jid().bare(), after, PAGE).thenCompose(entries -> {
            if (entries.isEmpty()) {
                return Stages.done();
            }
            List<Long> known = entries.stream()
                    .filter(entry -> entry.value()
                            .filter(message -> archives.hasFetched(session, message))
                            .isPresent())
                    .map(Journal.Entry::id)
                    .toList();
            long last = entries.get(entries.size() - 1).id();
            return journal.delete(session.jid().bare(), known).thenCompose(done -> clear(session, last));
        });
    }
}
