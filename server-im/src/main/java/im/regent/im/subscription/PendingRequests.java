package im.regent.im.subscription;

import im.regent.core.hook.Flow;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.Presence;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.Presences;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.api.SessionPresence;
import im.regent.im.roster.RosterBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that wait for an answer: those of others are delivered to every session that becomes available, those of the
 * account are sent again to other domains when its first session does (RFC 6121 §3.1.2, §3.1.3).
 *
 * <p>A session that became available gets the pending requests in a step of its account. A request that comes before that
 * step is not delivered to it on arrival, or it would get it twice.
 */
final class PendingRequests {
    private static final Logger log = LoggerFactory.getLogger(PendingRequests.class);

    /** Kept for a session; changed in steps of its account, and when it becomes available. */
    private static final class Shown {
        private volatile boolean isUpToDate;
    }

    private final Routing routing;
    private final RosterBook book;
    private final Rosters rosters;
    private final Presences presences;

    PendingRequests(Routing routing, RosterBook book, Rosters rosters, Presences presences) {
        this.routing = routing;
        this.book = book;
        this.rosters = rosters;
        this.presences = presences;
    }

    /** Remembers who has had the requests; who had not got them all gets them again. */
    SessionMemory memory() {
        return new SessionMemory() {
            @Override
            public String name() {
                return "subscription";
            }

            @Override
            public Optional<Element> save(Session session) {
                return isUpToDate(session) ? Optional.of(Element.of(NAMESPACE, "shown")) : Optional.empty();
            }

            @Override
            public void restore(Session session, Element saved) {
                session.state(Shown.class, Shown::new).isUpToDate = true;
            }

            @Override
            public void revived(Session session) {
                if (presences.of(session).isPresent() && !isUpToDate(session)) {
                    show(session);
                }
            }
        };
    }

    void becameAvailable(SessionPresence presence) {
        Session session = presence.session();
        Jid account = session.jid().bare();
        show(session);
        boolean isFirst = presences.available(account).size() == 1;
        if (isFirst) {
            done(Stages.compose(rosters.of(account), session.loop(), items -> sendAgain(account, items, session)));
        }
    }

    private void show(Session session) {
        Jid account = session.jid().bare();
        Shown shown = session.state(Shown.class, Shown::new);
        shown.isUpToDate = false;
        done(book.inOrder(
                account,
                session.loop(),
                () -> Stages.compose(
                        book.requests(account), session.loop(), requests -> deliver(requests, session, shown))));
    }

    private CompletionStage<Void> deliver(List<Presence> requests, Session session, Shown shown) {
        List<CompletionStage<Void>> released =
                requests.stream().map(request -> release(request, session)).toList();
        return Stages.compose(Stages.all(released), session.loop(), done -> {
            shown.isUpToDate = true;
            return Stages.done();
        });
    }

    /** A request that a hook drops now stays pending. */
    private CompletionStage<Void> release(Presence request, Session session) {
        ActingFor sender = ActingFor.unanswered(request.sender(), session.loop());
        return routing.pipeline().run(Flow.KEPT, request, sender, passed -> {
            session.send(passed);
            return Stages.done();
        });
    }

    /** Whether the session, which is available, has had the requests that are pending, so that it must get a new one. */
    static boolean isUpToDate(Session session) {
        return session.state(Shown.class).map(shown -> shown.isUpToDate).orElse(false);
    }

    private CompletionStage<Void> sendAgain(Jid account, Map<Jid, RosterItem> items, Session session) {
        List<CompletionStage<Void>> sent = items.values().stream()
                .filter(item -> item.isAsking()
                        && !routing.router().isVirtualHost(item.jid().domain()))
                .map(item -> Stamped.of(Presence.Type.SUBSCRIBE, account, item.jid(), routing.newId()))
                .map(again -> routing.router().route(again, ActingFor.unanswered(account, session.loop())))
                .toList();
        return Stages.all(sent);
    }

    private static void done(CompletionStage<Void> stage) {
        stage.whenComplete((done, failure) -> {
            if (failure != null) {
                log.error("pending subscription requests could not be read", Stages.cause(failure));
            }
        });
    }
}
