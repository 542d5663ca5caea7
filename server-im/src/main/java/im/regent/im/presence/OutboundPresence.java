package im.regent.im.presence;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.im.api.ImEvents;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.api.SessionPresence;
import im.regent.im.roster.RosterBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Presence that the sessions of this server send: broadcast (RFC 6121 §4.2.2, §4.4.2, §4.5.2) and directed (§4.6.3).
 *
 * <p>A broadcast is a step of the account, from looking at the roster to handing the presence to the router, so that it falls
 * either before or after a change of a subscription. A session's end is such a step too.
 */
final class OutboundPresence {
    private static final Logger log = LoggerFactory.getLogger(OutboundPresence.class);

    private final FeatureContext context;
    private final RosterBook book;
    private final Rosters rosters;
    private final AvailableSessions available;
    private final Greeting greeting;
    private final LastPresence lastPresence;
    private final int maxDirected;

    OutboundPresence(
            FeatureContext context,
            RosterBook book,
            AvailableSessions available,
            Greeting greeting,
            LastPresence lastPresence,
            PresenceSettings settings) {
        this.context = context;
        this.book = book;
        this.rosters = context.require(Rosters.class);
        this.available = available;
        this.greeting = greeting;
        this.lastPresence = lastPresence;
        this.maxDirected = settings.maxDirected();
    }

    Verdict on(Stanza stanza, Origin origin) {
        if (!(stanza instanceof Presence presence) || presence.type().isSubscription()) {
            return Verdict.pass();
        }
        if (presence.type() == Presence.Type.AVAILABLE) {
            Optional<StanzaError> problem = PresenceRules.problem(presence);
            if (problem.isPresent()) {
                return Verdict.reject(problem.get());
            }
        }
        Optional<Session> session = origin instanceof Session client ? Optional.of(client) : Optional.empty();
        if (presence.to().isPresent()) {
            return session.isPresent() ? direct(presence, session.get()) : Verdict.pass();
        }
        if (session.isEmpty()) {
            return Verdict.drop("only a session has presence to broadcast");
        }
        return switch (presence.type()) {
            case AVAILABLE -> step(session.get(), items -> appear(presence, session.get(), items));
            case UNAVAILABLE -> step(session.get(), items -> vanish(presence, session.get(), items));
            default -> Verdict.drop("presence of that type is for somebody");
        };
    }

    private Verdict direct(Presence presence, Session session) {
        Jid to = presence.receiver();
        if (to.bare().equals(session.jid().bare())) {
            return Verdict.pass();
        }
        Availability availability = Availability.of(session);
        if (availability.hasEnded()) {
            return Verdict.drop("the session has ended, and whom it told has heard so");
        }
        if (presence.type() == Presence.Type.UNAVAILABLE) {
            availability.forget(to);
        } else if (presence.type() == Presence.Type.AVAILABLE && !availability.tell(to, maxDirected)) {
            // Whoever cannot be told of the session's end must not be told that it is there.
            return Verdict.reject(StanzaError.of(
                    Condition.POLICY_VIOLATION, "presence is shown to " + maxDirected + " addresses already"));
        }
        return Verdict.pass();
    }

    private interface Broadcast {
        /** Sends; the first stage is the end of the step, the second the time for the session's next stanza. */
        CompletionStage<CompletionStage<Void>> to(Map<Jid, RosterItem> items);
    }

    private Verdict step(Session session, Broadcast broadcast) {
        Jid account = session.jid().bare();
        return Verdict.later(book.inOrder(
                        account,
                        session.loop(),
                        () -> Stages.compose(rosters.of(account), session.loop(), broadcast::to))
                .thenCompose(rest -> rest)
                .thenApply(done -> Verdict.handled()));
    }

    private CompletionStage<CompletionStage<Void>> appear(
            Presence presence, Session session, Map<Jid, RosterItem> items) {
        Availability availability = Availability.of(session);
        if (availability.hasEnded()) {
            return CompletableFuture.completedStage(Stages.done());
        }
        boolean isInitial = availability.last().isEmpty();
        Instant at = context.clock().instant();
        Instant since = availability.last().map(before -> before.what().since()).orElse(at);
        SessionPresence now = new SessionPresence(session, presence, PresenceRules.priority(presence), since);
        availability.becomeAvailable(new Availability.Broadcast(now, at));
        CompletionStage<Void> sent = Stages.all(fanOut(presence, session, items));
        context.publish(isInitial ? ImEvents.BECAME_AVAILABLE : ImEvents.PRESENCE_UPDATED, now);
        return Stages.compose(
                sent,
                session.loop(),
                done -> CompletableFuture.completedStage(isInitial ? greeting.greet(session, items) : Stages.done()));
    }

    private CompletionStage<CompletionStage<Void>> vanish(
            Presence presence, Session session, Map<Jid, RosterItem> items) {
        Availability availability = Availability.of(session);
        Optional<Availability.Broadcast> last = availability.last();
        availability.becomeUnavailable();
        List<CompletionStage<Void>> sent = new ArrayList<>();
        if (last.isPresent()) {
            sent.addAll(fanOut(presence, session, items));
            // §4.5.2: "as well as to the resource that generated the unavailable presence in the first place"
            session.send(presence.withTo(session.jid().bare()));
        }
        for (Jid told : availability.takeTold()) {
            RosterItem item = items.get(told.bare());
            boolean gotBroadcast =
                    last.isPresent() && item != null && item.subscription().hasFrom();
            if (!gotBroadcast) {
                sent.add(route(presence, told, session));
            }
        }
        last.ifPresent(before -> announceEnd(presence, before.what()));
        return Stages.all(sent).thenApply(done -> Stages.done());
    }

    private void announceEnd(Presence presence, SessionPresence before) {
        Jid account = before.session().jid().bare();
        context.publish(
                ImEvents.BECAME_UNAVAILABLE,
                new SessionPresence(before.session(), presence, before.priority(), before.since()));
        if (available.available(account).isEmpty()) {
            lastPresence.note(account, context.clock().instant(), presence);
        }
    }

    /** Sends to every subscribed contact and to the account's own available sessions. */
    private List<CompletionStage<Void>> fanOut(Presence presence, Session session, Map<Jid, RosterItem> items) {
        presence.xml().encodedOnce();
        List<CompletionStage<Void>> sent = new ArrayList<>();
        for (RosterItem item : items.values()) {
            if (item.subscription().hasFrom()) {
                sent.add(route(presence, item.jid(), session));
            }
        }
        sent.add(route(presence, session.jid().bare(), session));
        return sent;
    }

    private CompletionStage<Void> route(Presence presence, Jid to, Session session) {
        return context.routing().router().route(presence.withTo(to), session);
    }

    /** A session ended: whoever may think that it is available hears that it is not (§4.5.2). */
    void ended(Session session) {
        // Also for one that never sent presence: a stanza of it may still be on its way here.
        Availability availability = Availability.of(session);
        availability.end();
        boolean isKnownToOthers = availability.last().isPresent() || availability.hasTold();
        if (isKnownToOthers) {
            Jid account = session.jid().bare();
            Presence gone = Presence.of(Presence.Type.UNAVAILABLE).withFrom(session.jid());
            book.inOrder(
                    account,
                    session.loop(),
                    () -> Stages.compose(
                            rosterOrNothing(account), session.loop(), items -> vanish(gone, session, items)));
        }
    }

    private CompletionStage<Map<Jid, RosterItem>> rosterOrNothing(Jid account) {
        return rosters.of(account).exceptionally(failure -> {
            log.error("contacts do not hear of the end of a session", Stages.cause(failure));
            return Map.of();
        });
    }
}
