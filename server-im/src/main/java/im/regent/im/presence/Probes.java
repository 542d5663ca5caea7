package im.regent.im.presence;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Answers presence probes (RFC 6121 §4.3.2, §4.6.6). Who may not see the account's presence gets the answer that it would get
 * if there were no such account.
 */
final class Probes {
    private final Routing routing;
    private final Rosters rosters;
    private final AvailableSessions available;
    private final LastPresence lastPresence;

    Probes(Routing routing, Rosters rosters, AvailableSessions available, LastPresence lastPresence) {
        this.routing = routing;
        this.rosters = rosters;
        this.available = available;
        this.lastPresence = lastPresence;
    }

    Verdict on(Presence probe, Origin origin) {
        Jid account = probe.receiver().bare();
        Jid asker = probe.sender().bare();
        if (asker.equals(account)) {
            return answer(tell(probe, origin.loop()));
        }
        return answer(Stages.compose(
                rosters.item(account, asker),
                origin.loop(),
                item -> maySee(item) ? tell(probe, origin.loop()) : refuse(probe, origin.loop())));
    }

    private static Verdict answer(CompletionStage<Void> sent) {
        return Stages.isDone(sent) ? Verdict.handled() : Verdict.later(sent.thenApply(done -> Verdict.handled()));
    }

    private static boolean maySee(Optional<RosterItem> item) {
        return item.isPresent() && item.get().subscription().hasFrom();
    }

    private CompletionStage<Void> tell(Presence probe, Executor loop) {
        Jid to = probe.receiver();
        if (!to.isBare()) {
            // "SHOULD communicate only the fact that the resource is available (not detailed information […])"
            boolean isThere =
                    routing.sessions().find(to).flatMap(Availability::current).isPresent();
            return plain(probe, isThere ? Presence.Type.AVAILABLE : Presence.Type.UNAVAILABLE, to, loop);
        }
        List<Availability.Broadcast> broadcasts = available.broadcasts(to);
        if (broadcasts.isEmpty()) {
            return Stages.compose(lastPresence.of(to), loop, last -> {
                Presence gone = reply(probe, Presence.Type.UNAVAILABLE, to);
                return send(last.map(logout -> Delay.stamp(gone, logout.at())).orElse(gone), to, loop);
            });
        }
        return show(broadcasts, probe.sender(), loop);
    }

    private CompletionStage<Void> refuse(Presence probe, Executor loop) {
        Jid to = probe.receiver();
        boolean gotDirected = routing.sessions()
                .find(to)
                .flatMap(session -> session.state(Availability.class))
                .map(availability -> availability.hasTold(probe.sender()))
                .orElse(false);
        // "[…] the server MUST return […] only mere presence" to whom that very resource has shown itself.
        return gotDirected
                ? plain(probe, Presence.Type.AVAILABLE, to, loop)
                : plain(probe, Presence.Type.UNSUBSCRIBED, to.bare(), loop);
    }

    private CompletionStage<Void> plain(Presence probe, Presence.Type type, Jid from, Executor loop) {
        return send(reply(probe, type, from), from.bare(), loop);
    }

    private static Presence reply(Presence probe, Presence.Type type, Jid from) {
        Presence answer = Presence.of(type, from, probe.sender());
        return probe.id().isEmpty() ? answer : parsed(answer.xml().with("id", probe.id()));
    }

    private CompletionStage<Void> show(List<Availability.Broadcast> broadcasts, Jid to, Executor loop) {
        return Stages.all(broadcasts.stream()
                .map(broadcast -> send(
                        broadcast.delayed().withTo(to),
                        broadcast.what().session().jid().bare(),
                        loop))
                .toList());
    }

    private CompletionStage<Void> send(Presence presence, Jid account, Executor loop) {
        return routing.router().route(presence, ActingFor.unanswered(account, loop));
    }

    /** Shows a local contact's presence to one session: what its account's probe would bring. */
    CompletionStage<Void> greet(Jid contact, Session session) {
        Jid user = session.jid().bare();
        return Stages.compose(rosters.item(contact, user), session.loop(), item -> {
            if (maySee(item)) {
                return show(available.broadcasts(contact), session.jid(), session.loop());
            }
            return send(Presence.of(Presence.Type.UNSUBSCRIBED, contact, user), contact, session.loop());
        });
    }

    /** The presence of an element that was one before. */
    static Presence parsed(Element xml) {
        try {
            return (Presence) Stanza.parse(xml);
        } catch (MalformedStanzaException e) {
            throw new IllegalStateException("a presence with another id is still one", e);
        }
    }
}
