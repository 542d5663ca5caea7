package im.regent.core.session;

import im.regent.core.jid.Jid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The table of bound sessions, by account. Lists are immutable snapshots; changes to one account's list are atomic. A
 * session can only remove itself, so that one that has ended cannot take its successor away. Safe for every thread.
 */
public final class Sessions {
    /** What became of an attempt to bind. */
    public enum Attempt {
        /** The session is in the table. */
        BOUND,
        /** Another session has the full address; nothing happened. */
        TAKEN,
        /** The account has as many sessions as it may have; nothing happened. */
        FULL
    }

    private final ConcurrentHashMap<Jid, List<Session>> byAccount = new ConcurrentHashMap<>();

    /**
     * Binds a session unless its full address is taken, or the account would have more sessions than this.
     *
     * @param max exact, however many threads bind at the same moment
     */
    public Attempt bind(Session session, int max) {
        Attempt[] attempt = {Attempt.BOUND};
        byAccount.compute(session.jid().bare(), (account, bound) -> {
            List<Session> sessions = bound == null ? List.of() : bound;
            if (match(sessions, session.jid()).isPresent()) {
                attempt[0] = Attempt.TAKEN;
            } else if (sessions.size() >= max) {
                attempt[0] = Attempt.FULL;
            } else {
                return plus(sessions, session);
            }
            return bound;
        });
        return attempt[0];
    }

    /** Removes this very session; tells whether it was there. */
    public boolean unbind(Session session) {
        boolean[] removed = {false};
        byAccount.computeIfPresent(session.jid().bare(), (account, bound) -> {
            List<Session> sessions = new ArrayList<>(bound);
            removed[0] = sessions.removeIf(other -> other == session);
            return sessions.isEmpty() ? null : List.copyOf(sessions);
        });
        return removed[0];
    }

    /** The sessions of an account, in the order they were bound. */
    public List<Session> of(Jid account) {
        return byAccount.getOrDefault(account.bare(), List.of());
    }

    /** The session with this full address. */
    public Optional<Session> find(Jid full) {
        return match(of(full), full);
    }

    /** Shows every session to the consumer; those that come or go meanwhile may be missed. */
    public void forEach(Consumer<Session> consumer) {
        byAccount.values().forEach(sessions -> sessions.forEach(consumer));
    }

    private static Optional<Session> match(List<Session> sessions, Jid full) {
        for (Session session : sessions) {
            if (session.jid().equals(full)) {
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    private static List<Session> plus(List<Session> sessions, Session session) {
        List<Session> more = new ArrayList<>(sessions);
        more.add(session);
        return List.copyOf(more);
    }
}
