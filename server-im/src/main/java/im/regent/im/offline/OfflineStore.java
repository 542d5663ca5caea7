package im.regent.im.offline;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Journal;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages and delivers them, once and in order.
 *
 * <p>The problem: a message may be on its way into the journal while its account becomes available, and new ones arrive while
 * the old ones are being sent. The rules: while a session takes an account's messages, new ones go to the end of the
 * journal; and whoever has stored a message looks again whether somebody has become available meanwhile. So the journal is
 * emptied to its end, in order, by one session at a time. Safe for every thread.
 */
final class OfflineStore implements OfflineMessages {
    private static final Logger log = LoggerFactory.getLogger(OfflineStore.class);
    private static final String DELAY = "urn:xmpp:delay";
    private static final int PAGE = 50;

    private final Journal<Message> journal;
    private final Presences presences;
    private final InstantSource clock;
    private final int maxMessages;
    private final ConcurrentHashMap<Jid, Session> delivering = new ConcurrentHashMap<>();

    OfflineStore(Journal<Message> journal, Presences presences, InstantSource clock, int maxMessages) {
        this.journal = journal;
        this.presences = presences;
        this.clock = clock;
        this.maxMessages = maxMessages;
    }

    @Override
    public boolean isDelivering(Jid account) {
        return delivering.containsKey(account);
    }

    @Override
    public Verdict store(Jid account, Message message) {
        if (!Storable.isStorable(message)) {
            return Verdict.drop("not worth keeping");
        }
        CompletionStage<Verdict> verdict = journal.append(account, stamped(account, message), maxMessages)
                .thenApply(id -> {
                    if (id.isEmpty()) {
                        return Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
                    }
                    deliverIfAvailable(account);
                    return Verdict.handled();
                });
        return Verdict.later(verdict);
    }

    /** XEP-0160 §2, step 4, and XEP-0203: the server says when it took the message. A stamp that is there is older. */
    private Message stamped(Jid account, Message message) {
        if (message.xml().child(DELAY, "delay").isPresent()) {
            return message;
        }
        String stamp = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        return message.plus(
                Element.of(DELAY, "delay").with("from", account.domain()).with("stamp", stamp));
    }

    private void deliverIfAvailable(Jid account) {
        Optional<SessionPresence> taker = presences.available(account).stream()
                .filter(presence -> presence.priority() >= 0)
                .findFirst();
        taker.ifPresent(presence -> presence.session().loop().execute(() -> deliver(presence.session())));
    }

    /** Sends what is kept to this session, unless another one is getting it. On the session's loop. */
    void deliver(Session session) {
        deliver(session, 0);
    }

    private void deliver(Session session, long after) {
        if (delivering.putIfAbsent(session.jid().bare(), session) == null) {
            page(session, after);
        }
    }

    private void page(Session session, long after) {
        journal.read(session.jid().bare(), after, PAGE)
                .whenCompleteAsync(
                        (entries, failure) -> {
                            if (failure != null) {
                                log.error("kept messages could not be read", Stages.cause(failure));
                                forget(session);
                            } else if (entries.isEmpty() || !isTakenBy(session)) {
                                finish(session, after);
                            } else {
                                send(session, entries);
                            }
                        },
                        session.loop());
    }

    private boolean isTakenBy(Session session) {
        return session.equals(delivering.get(session.jid().bare()));
    }

    private void send(Session session, List<Journal.Entry<Message>> entries) {
        entries.forEach(entry -> session.send(entry.value()));
        List<Long> ids = entries.stream().map(Journal.Entry::id).toList();
        journal.delete(session.jid().bare(), ids)
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure != null) {
                                // They will come again at the next login: twice is better than never.
                                log.error("delivered messages could not be deleted", Stages.cause(failure));
                            }
                            page(session, ids.get(ids.size() - 1));
                        },
                        session.loop());
    }

    /** Lets messages go directly again, and looks once more: one may have been stored since the last page was read. */
    private void finish(Session session, long after) {
        if (!delivering.remove(session.jid().bare(), session)) {
            return;
        }
        journal.read(session.jid().bare(), after, 1)
                .whenCompleteAsync(
                        (late, failure) -> {
                            if (failure != null) {
                                log.error("kept messages could not be read", Stages.cause(failure));
                            } else if (!late.isEmpty() && presences.of(session).isPresent()) {
                                deliver(session, after);
                            }
                        },
                        session.loop());
    }

    /** A session is gone: another one may get the rest. */
    void forget(Session session) {
        delivering.remove(session.jid().bare(), session);
    }
}
