package im.regent.c2s.management;

import im.regent.core.jid.Jid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that can be resumed, by their ids, and how far those were that have ended: the client can then know what
 * arrived (XEP-0198 §5). Safe for every thread.
 */
final class WaitingSessions {
    private static final int MAX_REMEMBERED = 10_000;

    /** What is left of a session. */
    record Ended(Jid account, long confirmed) {}

    private final int maxDetached;
    private final Map<String, ManagedSession> resumable = new ConcurrentHashMap<>();
    private final Map<Jid, Map<String, ManagedSession>> detached = new ConcurrentHashMap<>();
    private final Map<String, Ended> ended = new LinkedHashMap<>();

    /** @param maxDetached of one account */
    WaitingSessions(int maxDetached) {
        this.maxDetached = maxDetached;
    }

    void add(String id, ManagedSession session) {
        resumable.put(id, session);
    }

    Optional<ManagedSession> find(String id) {
        return Optional.ofNullable(resumable.get(id));
    }

    /** The session has ended. */
    void remove(String id, Jid account, long confirmed) {
        resumable.remove(id);
        attached(id, account);
        synchronized (ended) {
            ended.put(id, new Ended(account, confirmed));
            if (ended.size() > MAX_REMEMBERED) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
    }

    /** How far a session of the account was when it ended, if that is remembered. */
    Optional<Long> confirmedAtEnd(String id, Jid account) {
        synchronized (ended) {
            return Optional.ofNullable(ended.get(id))
                    .filter(end -> end.account().equals(account))
                    .map(Ended::confirmed);
        }
    }

    /**
     * The session waits for its client from now on.
     *
     * @return the one that has waited longest, if there are too many now: it has to end
     */
    Optional<ManagedSession> detached(String id, Jid account, ManagedSession session) {
        ManagedSession[] tooMany = new ManagedSession[1];
        detached.compute(account, (key, known) -> {
            Map<String, ManagedSession> sessions = known == null ? new LinkedHashMap<>() : new LinkedHashMap<>(known);
            sessions.put(id, session);
            if (sessions.size() > maxDetached) {
                String oldest = sessions.keySet().iterator().next();
                tooMany[0] = sessions.remove(oldest);
            }
            return sessions;
        });
        return Optional.ofNullable(tooMany[0]);
    }

    /** The session does not wait any more. */
    void attached(String id, Jid account) {
        detached.computeIfPresent(account, (key, known) -> {
            Map<String, ManagedSession> sessions = new LinkedHashMap<>(known);
            sessions.remove(id);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    /** How many can be resumed; for tests of leaks. */
    int size() {
        return resumable.size();
    }
}
