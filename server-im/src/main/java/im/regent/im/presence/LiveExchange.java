package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import im.regent.core.time.Stages;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.roster.RosterBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Presence that changes of subscriptions cause. Safe for every thread. */
final class LiveExchange implements PresenceExchange {
    private static final Logger log = LoggerFactory.getLogger(LiveExchange.class);

    private final Routing routing;
    private final RosterBook book;
    private final Rosters rosters;
    private final AvailableSessions available;

    LiveExchange(Routing routing, RosterBook book, Rosters rosters, AvailableSessions available) {
        this.routing = routing;
        this.book = book;
        this.rosters = rosters;
        this.available = available;
    }

    @Override
    public CompletionStage<Void> showCurrent(Jid account, Jid contact, Executor loop) {
        return book.inOrder(
                        account,
                        loop,
                        () -> Stages.compose(
                                rosters.item(account, contact), loop, item -> show(account, contact, item, loop)))
                .exceptionally(failure -> {
                    log.error("a contact could not be shown the presence it may see", Stages.cause(failure));
                    return null;
                });
    }

    private CompletionStage<Void> show(Jid account, Jid contact, Optional<RosterItem> item, Executor loop) {
        boolean maySee = item.isPresent() && item.get().subscription().hasFrom();
        if (!maySee) {
            return Stages.done();
        }
        Origin origin = ActingFor.unanswered(account, loop);
        return Stages.all(available.available(account).stream()
                .map(session -> routing.router().route(session.presence().withTo(contact), origin))
                .toList());
    }

    @Override
    public CompletionStage<Void> hide(Jid account, Jid contact, Executor loop) {
        Origin origin = ActingFor.unanswered(account, loop);
        List<CompletionStage<Void>> routed = new ArrayList<>();
        for (Session session : routing.sessions().of(account)) {
            boolean wasTold = session.state(Availability.class)
                    .map(availability -> availability.forgetAll(contact))
                    .orElse(false);
            if (wasTold || Availability.current(session).isPresent()) {
                Presence gone = Presence.of(Presence.Type.UNAVAILABLE, session.jid(), contact);
                routed.add(routing.router().route(gone, origin));
            }
        }
        return Stages.all(routed);
    }

    @Override
    public CompletionStage<Void> hide(Jid account, Function<Jid, Set<Jid>> meant, Origin origin) {
        return Stages.compose(rosters.of(account), origin.loop(), items -> {
                    Set<Jid> subscribed = items.values().stream()
                            .filter(item -> item.subscription().hasFrom())
                            .flatMap(item -> meant.apply(item.jid()).stream())
                            .collect(Collectors.toSet());
                    return Stages.all(routing.sessions().of(account).stream()
                            .flatMap(session -> hide(session, subscribed, meant, origin))
                            .toList());
                })
                .exceptionally(failure -> {
                    log.error("contacts could not be told that they see an account no longer", Stages.cause(failure));
                    return null;
                });
    }

    private Stream<CompletionStage<Void>> hide(
            Session session, Set<Jid> subscribed, Function<Jid, Set<Jid>> meant, Origin origin) {
        Set<Jid> told = new TreeSet<>();
        session.state(Availability.class).ifPresent(availability -> told.addAll(availability.takeTold(meant)));
        if (Availability.current(session).isPresent()) {
            told.addAll(subscribed);
        }
        return told.stream()
                .filter(to -> to.isBare() || !told.contains(to.bare()))
                .map(to -> routing.router().route(Presence.of(Presence.Type.UNAVAILABLE, session.jid(), to), origin));
    }
}
