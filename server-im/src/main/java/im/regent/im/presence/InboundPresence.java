package im.regent.im.presence;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.im.api.ContactPresence;
import im.regent.im.api.ImEvents;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.api.SessionPresence;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Presence for the accounts of this server, but for subscriptions (RFC 6121 §8.5). */
final class InboundPresence {
    private static final Logger log = LoggerFactory.getLogger(InboundPresence.class);

    private final FeatureContext context;
    private final Routing routing;
    private final Rosters rosters;
    private final AvailableSessions available;
    private final Probes probes;

    InboundPresence(FeatureContext context, AvailableSessions available, Probes probes) {
        this.context = context;
        this.routing = context.routing();
        this.rosters = context.require(Rosters.class);
        this.available = available;
        this.probes = probes;
    }

    Verdict on(Stanza stanza, Origin origin) {
        boolean isForAccount = stanza.to().isPresent() && stanza.receiver().hasLocal();
        if (!isForAccount || !(stanza instanceof Presence presence)) {
            return Verdict.pass();
        }
        return switch (presence.type()) {
            case AVAILABLE -> arrive(presence, origin);
            case UNAVAILABLE, ERROR -> {
                // §4.6.1: who sends unavailable presence, or an error, need not be told of the end of directed
                // presence.
                addressed(presence.receiver()).forEach(session -> forget(session, presence.sender()));
                yield arrive(presence, origin);
            }
            case PROBE -> probes.on(presence, origin);
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> Verdict.pass();
        };
    }

    private List<Session> addressed(Jid to) {
        return to.isBare()
                ? routing.sessions().of(to)
                : routing.sessions().find(to).stream().toList();
    }

    private static void forget(Session session, Jid sender) {
        session.state(Availability.class).ifPresent(availability -> availability.forget(sender));
    }

    private Verdict arrive(Presence presence, Origin origin) {
        Jid to = presence.receiver();
        if (!to.isBare()) {
            return Verdict.pass();
        }
        if (presence.isError()) {
            return Verdict.drop("an error for a bare address is for nobody");
        }
        List<SessionPresence> receivers = available.available(to);
        if (receivers.size() > 1) {
            presence.xml().encodedOnce();
        }
        receivers.forEach(receiver -> receiver.session().send(presence));
        return to.equals(presence.sender().bare()) ? Verdict.handled() : announce(presence, origin);
    }

    private Verdict announce(Presence presence, Origin origin) {
        Jid account = presence.receiver();
        CompletionStage<Verdict> announced =
                Stages.then(rosters.item(account, presence.sender()), origin.loop(), item -> {
                    if (isFromContact(item)) {
                        context.publish(ImEvents.CONTACT_PRESENCE, new ContactPresence(account, presence));
                    }
                    return Verdict.handled();
                });
        return Verdict.later(announced.exceptionally(failure -> {
            // It was delivered: the contact has nothing to do with our storage.
            log.error("a contact's presence was not announced", Stages.cause(failure));
            return Verdict.handled();
        }));
    }

    private static boolean isFromContact(Optional<RosterItem> item) {
        return item.isPresent() && item.get().subscription().hasTo();
    }
}
