package im.regent.im.offline;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Journal;
import im.regent.core.time.Stages;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.DelayStamp;
import im.regent.im.api.DeliveredMessage;
import im.regent.im.api.ImEvents;
import im.regent.im.api.OfflineMessages;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages and delivers them, once and in order.
 *
 * <p>The problem: a message may be on its way into the journal while its account becomes available, and new ones arrive while
 * the old ones are being sent. The rules: one session at a time takes an account's messages; until it has emptied the
 * journal, new ones go to the end of it (see {@link WaitingLines}); and whoever has stored a message looks whether somebody
 * has become available meanwhile. Messages are deleted when the next ones have been read and the session is still there, so
 * that a connection that breaks meanwhile costs nothing: they come again, twice rather than never. What a client has fetched
 * from the account's archive is not sent to it. Safe for every thread.
 */
final class OfflineStore implements OfflineMessages {
    private static final Logger log = LoggerFactory.getLogger(OfflineStore.class);
    private static final int PAGE = 50;

    private final Journal<Message> journal;
    private final Presences presences;
    private final ArchiveIds archives;
    private final Routing routing;
    private final InstantSource clock;
    private final int maxMessages;
    private final WaitingLines lines = new WaitingLines();
    private final Handovers handovers = new Handovers();

    OfflineStore(
            Journal<Message> journal,
            Presences presences,
            ArchiveIds archives,
            Routing routing,
            InstantSource clock,
            int maxMessages) {
        this.journal = journal;
        this.presences = presences;
        this.archives = archives;
        this.routing = routing;
        this.clock = clock;
        this.maxMessages = maxMessages;
    }

    @Override
    public boolean mustWait(Jid account, Message message) {
        return !lines.isEmptied(account) && Storable.isStorable(message);
    }

    @Override
    public Verdict store(Jid account, Message message) {
        return store(account, message, clock.instant());
    }

    @Override
    public Verdict store(Jid account, Message message, Instant at) {
        if (!Storable.isStorable(message)) {
            return Verdict.drop("not worth keeping");
        }
        lines.arriving(account);
        return Verdict.later(journal.append(account, DelayStamp.on(message, account, at), maxMessages)
                .whenComplete((id, failure) -> {
                    lines.arrived(account);
                    offer(account);
                })
                .thenCompose(id -> id.isPresent()
                        ? handovers.next(account, () -> isNobodyTaking(account)).thenApply(over -> Verdict.handled())
                        : CompletableFuture.completedStage(full(message))));
    }

    /** There is no room. An error would say that the message is lost, and the sender would send it again. */
    private Verdict full(Message message) {
        return archives.isKept(message)
                ? Verdict.drop("it is in the archive, and nowhere else")
                : Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }

    /** Sends what is kept to a session that can take it now, if there is one. */
    private void offer(Jid account) {
        willing(account).ifPresent(session -> session.loop().execute(() -> deliver(session)));
    }

    private Optional<Session> willing(Jid account) {
        return presences.available(account).stream()
                .map(SessionPresence::session)
                .filter(this::isWilling)
                .findFirst();
    }

    private boolean isNobodyTaking(Jid account) {
        return lines.isEmptied(account) || willing(account).isEmpty();
    }

    /** XEP-0160 §2: messages go to a resource that is available with non-negative priority. */
    private boolean isWilling(Session session) {
        return presences
                .of(session)
                .filter(presence -> presence.priority() >= 0)
                .isPresent();
    }

    /** Sends what is kept to this session if it is willing, unless another one is getting it. On the session's loop. */
    void deliver(Session session) {
        if (!isWilling(session)) {
            handovers.over(session.jid().bare());
        } else if (lines.take(session)) {
            read(session, 0, List.of());
        }
    }

    /** Reads the next page; {@code sent} is the one before it. */
    private void read(Session session, long after, List<Long> sent) {
        lines.reading(session);
        journal.read(session.jid().bare(), after, PAGE)
                .whenCompleteAsync(
                        (entries, failure) -> {
                            if (failure != null) {
                                log.error("kept messages could not be read", Stages.cause(failure));
                                lines.leave(session);
                                handovers.over(session.jid().bare());
                            } else {
                                proceed(session, after, sent, entries);
                            }
                        },
                        session.loop());
    }

    private void proceed(Session session, long after, List<Long> sent, List<Journal.Entry<Message>> entries) {
        Jid account = session.jid().bare();
        boolean isThere =
                routing.sessions().find(session.jid()).filter(session::equals).isPresent();
        if (!isThere || !lines.isTaker(session)) {
            return;
        }
        boolean goesOn = isWilling(session) && !entries.isEmpty();
        List<Journal.Entry<Message>> readable = goesOn ? readable(entries) : List.of();
        List<Long> delivered = readable.stream().map(Journal.Entry::id).toList();
        Stages.compose(release(session, readable), session.loop(), done -> journal.delete(account, sent))
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure != null) {
                                log.error("delivered messages could not be deleted", Stages.cause(failure));
                            }
                            if (goesOn) {
                                read(session, entries.get(entries.size() - 1).id(), delivered);
                            } else {
                                stop(session, after, entries.isEmpty());
                            }
                        },
                        session.loop());
    }

    /** What cannot be read stays, for an operator to look at. */
    private static List<Journal.Entry<Message>> readable(List<Journal.Entry<Message>> entries) {
        return entries.stream().filter(entry -> entry.value().isPresent()).toList();
    }

    /** Sends what the hooks let pass, one after the other; what they do not is dropped, and its place in the journal is free. */
    private CompletionStage<Void> release(Session session, List<Journal.Entry<Message>> entries) {
        CompletionStage<Void> released = Stages.done();
        for (Journal.Entry<Message> entry : entries) {
            released = Stages.compose(
                    released,
                    session.loop(),
                    done -> release(session, entry.value().orElseThrow()));
        }
        return released;
    }

    private CompletionStage<Void> release(Session session, Message message) {
        ActingFor sender = ActingFor.unanswered(message.sender(), session.loop());
        return routing.pipeline().run(Flow.KEPT, message, sender, passed -> {
            // XEP-0313 §6.1.1: "helpful to avoid duplicate messages"; it counts as given to the session all the same.
            if (!archives.hasFetched(session, (Message) passed)) {
                session.send(passed);
            }
            routing.events()
                    .publish(ImEvents.MESSAGE_DELIVERED, new DeliveredMessage((Message) passed, List.of(session)));
            return Stages.done();
        });
    }

    /** Nothing was sent: because there was nothing more, or because the session did not want it. */
    private void stop(Session session, long after, boolean isEmptied) {
        if (isEmptied && lines.finish(session)) {
            handovers.over(session.jid().bare());
            return;
        }
        if (isWilling(session)) {
            read(session, after, List.of());
        } else {
            handOver(session);
        }
    }

    private void handOver(Session session) {
        handovers.over(session.jid().bare());
        if (lines.leave(session)) {
            offer(session.jid().bare());
        }
    }

    /** A session is gone: another one may get the rest. */
    void forget(Session session) {
        Jid account = session.jid().bare();
        handOver(session);
        if (routing.sessions().of(account).isEmpty()) {
            lines.close(account);
        }
    }

    /** How many accounts something is remembered of. */
    int size() {
        return lines.size() + handovers.size();
    }
}
