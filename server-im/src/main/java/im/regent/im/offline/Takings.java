package im.regent.im.offline;

import im.regent.core.hook.Flow;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import im.regent.core.store.Journal;
import im.regent.core.store.StoreException;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.im.api.ArchiveIds;
import im.regent.im.api.DeliveredMessage;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the kept messages of accounts to their sessions.
 *
 * <p>A client is sent as much as may wait for one, then waited for. Messages are deleted when it has them ({@link Session#caughtUp}):
 * a connection that breaks, or a server that is killed, costs nothing. They come again then, twice rather than never. While a
 * client is away, others may take what it had no chance to. What a client has fetched from the account's archive is not
 * sent to it. Safe for every thread.
 */
final class Takings {
    private static final Logger log = LoggerFactory.getLogger(Takings.class);
    private static final int PAGE = 50;
    /** After a failure of storage. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /** What this needs of the server. */
    record Surroundings(
            Journal<Message> journal, Presences presences, ArchiveIds archives, Routing routing, Scheduler scheduler) {}

    private final Surroundings server;
    private final WaitingLines lines;
    private final Handovers handovers;
    private final Deletions deletions = new Deletions();

    Takings(Surroundings server, WaitingLines lines, Handovers handovers) {
        this.server = server;
        this.lines = lines;
        this.handovers = handovers;
    }

    /** Sends what is kept to a session that can take it now, if there is one. */
    void offer(Jid account) {
        willing(account).ifPresent(session -> session.loop().execute(() -> deliver(session)));
    }

    boolean isNobodyWilling(Jid account) {
        return willing(account).isEmpty();
    }

    private Optional<Session> willing(Jid account) {
        return server.presences().available(account).stream()
                .map(SessionPresence::session)
                .filter(this::isWilling)
                .findFirst();
    }

    /** XEP-0160 §2: messages go to a resource that is available with non-negative priority. */
    boolean isReceiver(Session session) {
        return server.presences()
                .of(session)
                .filter(presence -> presence.priority() >= 0)
                .isPresent();
    }

    private boolean isWilling(Session session) {
        return isReceiver(session) && !session.isAway();
    }

    /** Sends what is kept to this session if it is willing, unless another one is getting it. On the session's loop. */
    void deliver(Session session) {
        Taking taking = new Taking(session);
        if (!isWilling(session)) {
            handovers.over(taking.account());
            // It may have been chosen when it still was: then somebody else is.
            offer(taking.account());
        } else if (lines.begin(taking)) {
            // What it was given before its connection broke it has, or will be sent again (XEP-0198).
            read(taking, session.state(Given.class).map(Given::last).orElse(0L));
        }
    }

    private void read(Taking taking, long after) {
        Session session = taking.session();
        lines.reading(taking);
        deletions
                .settled(taking.account())
                .thenCompose(settled -> server.journal().read(taking.account(), after, PAGE))
                .whenCompleteAsync(
                        (entries, failure) -> {
                            if (failure != null) {
                                giveUp(taking, failure);
                            } else if (isGoingOn(taking)) {
                                give(taking, after, entries);
                            }
                        },
                        session.loop());
    }

    /** For now: what is kept stays, and is offered again. */
    private void giveUp(Taking taking, Throwable failure) {
        log.error("kept messages could not be given, tried again soon", Stages.cause(failure));
        lines.leave(taking.session());
        handovers.over(taking.account());
        server.scheduler().after(PAUSE, taking.session().loop(), () -> offer(taking.account()));
    }

    private boolean isGoingOn(Taking taking) {
        Session session = taking.session();
        return lines.isGoingOn(taking)
                && server.routing()
                        .sessions()
                        .find(session.jid())
                        .filter(session::equals)
                        .isPresent();
    }

    private void give(Taking taking, long after, List<Journal.Entry<Message>> entries) {
        if (!isWilling(taking.session())) {
            handOver(taking.session());
        } else if (!entries.isEmpty()) {
            give(taking, Taking.part(entries));
        } else if (lines.finish(taking)) {
            handovers.over(taking.account());
        } else {
            read(taking, after);
        }
    }

    private void give(Taking taking, List<Journal.Entry<Message>> part) {
        Session session = taking.session();
        CompletionStage<Void> sent = Stages.done();
        for (Journal.Entry<Message> entry : part) {
            sent = Stages.compose(sent, session.loop(), before -> give(session, entry));
        }
        Stages.compose(sent, session.loop(), all -> taking.isBehind() ? pause(taking) : Stages.done())
                .thenRunAsync(
                        () -> {
                            if (isGoingOn(taking)) {
                                read(taking, part.get(part.size() - 1).id());
                            }
                        },
                        session.loop())
                .exceptionally(failure -> {
                    giveUp(taking, failure);
                    return null;
                });
    }

    /** Others do not wait for the client: what they say next goes to the end of the line, as far as it can be kept. */
    private CompletionStage<Void> pause(Taking taking) {
        taking.pausing(true);
        handovers.over(taking.account());
        return taking.session().caughtUp().thenRun(() -> taking.pausing(false));
    }

    /**
     * Sends it if the hooks let it pass. What they drop is dropped, and its place in the journal is free; what they reject
     * stays, since they could not decide.
     */
    private CompletionStage<Void> give(Session session, Journal.Entry<Message> entry) {
        if (entry.value().isEmpty()) {
            // What cannot be read stays, for an operator to look at.
            return Stages.done();
        }
        Message message = entry.value().get();
        AtomicBoolean isRefused = new AtomicBoolean();
        ActingFor sender = new ActingFor(message.sender(), session.loop(), refusal -> isRefused.set(true));
        CompletionStage<Boolean> passing = server.routing()
                .pipeline()
                .run(Flow.KEPT, message, sender, passed -> {
                    send(session, entry.id(), (Message) passed);
                    return Stages.done();
                })
                .handle((done, failure) -> isPassed(failure));
        return Stages.compose(passing, session.loop(), isPassed -> {
            if (isRefused.get()) {
                return CompletableFuture.failedStage(
                        new StoreException("a hook could not decide about a kept message"));
            }
            if (isPassed) {
                session.caughtUp().thenRun(() -> isDone(session, entry.id()));
            }
            return Stages.done();
        });
    }

    private static boolean isPassed(@Nullable Throwable failure) {
        if (failure != null) {
            log.error("a kept message could not be delivered, and stays", Stages.cause(failure));
        }
        return failure == null;
    }

    private void send(Session session, long number, Message message) {
        Given given = session.state(Given.class, Given::new);
        given.passed(number);
        // XEP-0313 §6.1.1: "helpful to avoid duplicate messages"; it counts as given to the session all the same.
        if (!server.archives().hasFetched(session, message)) {
            given.add(number, message);
            session.send(message);
        }
        // Whoever was given it before, and is away, needs no copy.
        List<Session> receivers = server.routing().sessions().of(session.jid().bare()).stream()
                .filter(other -> other.equals(session) || Given.isHeldBy(other, number))
                .toList();
        server.routing().events().publish(ImEvents.MESSAGE_DELIVERED, new DeliveredMessage(message, receivers));
    }

    /** The client has it. It may have others, too, which are then deleted together. */
    private void isDone(Session session, long number) {
        if (session.state(Given.class, Given::new).done(number)) {
            session.loop().execute(() -> forgetDone(session));
        }
    }

    private CompletionStage<Void> forgetDone(Session session) {
        List<Long> done = session.state(Given.class).map(Given::takeDone).orElse(List.of());
        return done.isEmpty() ? Stages.done() : delete(session, done);
    }

    private CompletionStage<Void> delete(Session session, List<Long> numbers) {
        Jid account = session.jid().bare();
        CompletionStage<Void> deletion = server.journal()
                .delete(account, numbers)
                .exceptionally(failure -> {
                    log.error("delivered messages could not be deleted", Stages.cause(failure));
                    return null;
                });
        deletions.begun(account, deletion);
        return deletion;
    }

    /** The session takes no more for now: another one may. */
    void handOver(Session session) {
        Jid account = session.jid().bare();
        forgetDone(session);
        handovers.over(account);
        if (lines.leave(session)) {
            offer(account);
        }
    }

    /** A session is gone: another one may get the rest, and what this one was given and has not taken. */
    void forget(Session session) {
        Jid account = session.jid().bare();
        handOver(session);
        if (session.state(Given.class).filter(given -> !given.isEmpty()).isPresent()) {
            lines.close(account);
            offer(account);
        }
        if (server.routing().sessions().of(account).isEmpty()) {
            lines.close(account);
        }
    }

    /** A session is stored with what it was given: this need not be kept here any more. */
    CompletionStage<Void> stored(Session session) {
        List<Long> kept = session.state(Given.class).map(Given::saved).orElse(List.of());
        return kept.isEmpty() ? Stages.done() : delete(session, kept);
    }

    /** How many accounts something is being deleted of. */
    int size() {
        return deletions.size();
    }
}
