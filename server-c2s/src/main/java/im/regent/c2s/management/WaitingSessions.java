package im.regent.c2s.management;

import im.regent.core.jid.Jid;
import im.regent.core.routing.ClientSession;
import im.regent.core.stanza.Condition;
import im.regent.core.stream.NegotiatedStream;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * The sessions that can be resumed, by the digests of their ids, and how far those were that have ended: the client can then know what
 * arrived (XEP-0198 §5). Safe for every thread.
 */
final class WaitingSessions {
    private static final int MAX_REMEMBERED = 10_000;

    /** What is left of a session. */
    record Ended(Jid account, long confirmed) {}

    private final int maxDetached;
    private final Burden burden;
    private final Map<String, ManagedSession> resumable = new ConcurrentHashMap<>();
    private final Map<Jid, Map<String, ManagedSession>> detached = new ConcurrentHashMap<>();
    private final Map<String, Ended> ended = new LinkedHashMap<>();

    private volatile boolean isStopping;

    /**
     * @param maxDetached of one account
     * @param maxBytes that all keep for their clients
     */
    WaitingSessions(int maxDetached, long maxBytes) {
        this.maxDetached = maxDetached;
        this.burden = new Burden(maxBytes);
    }

    /** The share of a session in what is kept; the session ends if that has to become less. */
    Burden.Share share(ClientSession session) {
        return burden.share(() -> session.close(
                StreamError.of(StreamCondition.RESOURCE_CONSTRAINT, "too much waits for the clients of this server")));
    }

    void add(String token, ManagedSession session) {
        resumable.put(token, session);
    }

    Optional<ManagedSession> find(String token) {
        return Optional.ofNullable(resumable.get(token));
    }

    /**
     * Goes on with the session that a {@code <resume/>} names, over this stream.
     *
     * @param answer makes of the session's address and {@code <resumed/>} what the client is told
     * @return on the stream's loop: empty, and the stream is bound; or {@code <failed/>}, which nobody has sent
     */
    CompletionStage<Optional<Element>> resume(
            Element resume, NegotiatedStream stream, BiFunction<Jid, Element, Element> answer) throws StreamException {
        long h = Sm.h(resume);
        if (isStopping) {
            // Any answer would tell the client that its session is lost.
            stream.transport().abort();
            return CompletableFuture.completedFuture(Optional.empty());
        }
        String id = resume.attribute("previd", "");
        Jid account = stream.account().orElseThrow();
        Optional<ManagedSession> managed = find(Ticket.digest(id))
                .filter(found -> found.session().jid().bare().equals(account));
        if (managed.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(unknown(id, account)));
        }
        return new Resumption(managed.get(), id, h, stream, answer)
                .begin()
                .thenApplyAsync(
                        connection -> {
                            connection.ifPresent(stream::bound);
                            return connection.isPresent() ? Optional.empty() : Optional.of(unknown(id, account));
                        },
                        stream.transport().loop());
    }

    private Element unknown(String id, Jid account) {
        Element failed = Sm.failed(Condition.ITEM_NOT_FOUND);
        return confirmedAtEnd(Ticket.digest(id), account)
                .map(h -> failed.with("h", Long.toString(h)))
                .orElse(failed);
    }

    /** The session has ended. */
    void remove(String token, Jid account, long confirmed) {
        resumable.remove(token);
        attached(token, account);
        synchronized (ended) {
            ended.put(token, new Ended(account, confirmed));
            if (ended.size() > MAX_REMEMBERED) {
                ended.remove(ended.keySet().iterator().next());
            }
        }
    }

    /** How far a session of the account was when it ended, if that is remembered. */
    Optional<Long> confirmedAtEnd(String token, Jid account) {
        synchronized (ended) {
            return Optional.ofNullable(ended.get(token))
                    .filter(end -> end.account().equals(account))
                    .map(Ended::confirmed);
        }
    }

    /**
     * The session waits for its client from now on.
     *
     * @return the one that has waited longest, if there are too many now: it has to end
     */
    Optional<ManagedSession> detached(String token, Jid account, ManagedSession session) {
        ManagedSession[] tooMany = new ManagedSession[1];
        detached.compute(account, (key, known) -> {
            Map<String, ManagedSession> sessions = known == null ? new LinkedHashMap<>() : new LinkedHashMap<>(known);
            sessions.put(token, session);
            if (sessions.size() > maxDetached) {
                String oldest = sessions.keySet().iterator().next();
                tooMany[0] = sessions.remove(oldest);
            }
            return sessions;
        });
        return Optional.ofNullable(tooMany[0]);
    }

    /** The session does not wait any more. */
    void attached(String token, Jid account) {
        detached.computeIfPresent(account, (key, known) -> {
            Map<String, ManagedSession> sessions = new LinkedHashMap<>(known);
            sessions.remove(token);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    /** All that can be resumed. */
    List<ManagedSession> all() {
        return List.copyOf(resumable.values());
    }

    /** The server stops: nobody resumes a session that is being stored. */
    void stop() {
        isStopping = true;
    }

    boolean isStopping() {
        return isStopping;
    }

    /** How many can be resumed; for tests of leaks. */
    int size() {
        return resumable.size();
    }
}
