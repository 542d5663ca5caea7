package im.regent.im.commands;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.time.Scheduler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dialogues that are going on, bounded in all and for each account that asks, and the ids of some that are over. Safe for
 * every thread.
 */
final class Dialogues {
    private static final int MAX_ENDED = 2_000;

    private final CommandsSettings settings;
    private final Scheduler scheduler;
    private final ConcurrentHashMap<String, Dialogue> open = new ConcurrentHashMap<>();
    private final Set<String> ended = new LinkedHashSet<>();

    Dialogues(CommandsSettings settings, Scheduler scheduler) {
        this.settings = settings;
        this.scheduler = scheduler;
    }

    /** Whether the account may begin one more. */
    boolean hasRoomFor(Jid requester) {
        Jid account = requester.bare();
        return open.size() < settings.maxSessions()
                && open.values().stream()
                                .filter(dialogue -> dialogue.requester().bare().equals(account))
                                .count()
                        < settings.maxSessionsPerAccount();
    }

    Optional<Dialogue> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Keeps it for as long as its next answer may take. */
    void keep(Dialogue dialogue, Origin origin) {
        open.put(dialogue.id(), dialogue);
        dialogue.expires(scheduler.after(settings.sessionTimeout(), origin.loop(), () -> end(dialogue)));
    }

    void end(Dialogue dialogue) {
        if (open.remove(dialogue.id(), dialogue)) {
            dialogue.end();
            synchronized (ended) {
                ended.add(dialogue.id());
                if (ended.size() > MAX_ENDED) {
                    ended.remove(ended.iterator().next());
                }
            }
        }
    }

    /** Whether there was such a dialogue, as far as we remember. */
    boolean hasEnded(String id) {
        synchronized (ended) {
            return ended.contains(id);
        }
    }

    /** A session is gone, and nobody can go on with what it had begun. */
    void left(Session session) {
        List.copyOf(open.values()).stream()
                .filter(dialogue -> dialogue.requester().equals(session.jid()))
                .forEach(this::end);
    }

    int size() {
        return open.size();
    }
}
