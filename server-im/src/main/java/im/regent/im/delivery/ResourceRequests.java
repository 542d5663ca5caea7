package im.regent.im.delivery;

import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.im.api.Presences;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import java.util.Optional;

/**
 * Decides whose requests reach a client's full address (RFC 6121 §8.5.3.1): those of entities that may know that the client
 * is there. Everybody else gets the answer, and waits for the roster, as if there were no such resource or no such account.
 */
final class ResourceRequests {
    private final Routing routing;
    private final Rosters rosters;
    private final Presences presences;

    ResourceRequests(FeatureContext context) {
        this.routing = context.routing();
        this.rosters = context.require(Rosters.class);
        this.presences = context.require(Presences.class);
    }

    Verdict check(Stanza stanza, Origin origin) {
        Optional<Jid> to = stanza.to();
        boolean isForResource =
                to.isPresent() && to.get().hasLocal() && !to.get().isBare();
        if (!isForResource || !(stanza instanceof Iq iq) || !iq.isRequest()) {
            return Verdict.pass();
        }
        Jid asker = iq.sender();
        boolean isEntitled =
                asker.bare().equals(to.get().bare()) || isService(asker) || hasDirectedPresence(to.get(), asker);
        return isEntitled
                ? Verdict.pass()
                : Verdict.later(Stages.then(
                        rosters.item(to.get().bare(), asker), origin.loop(), ResourceRequests::ifSubscribed));
    }

    /**
     * Whether the asker is a virtual host, or a component that is connected here: RFC 6121 §4.3.2 lets "a configured domain of
     * the server itself or another such trusted service" know presence. The users and rooms of a component are no services.
     */
    private boolean isService(Jid asker) {
        return !asker.hasLocal() && routing.router().isLocal(asker.domain());
    }

    private boolean hasDirectedPresence(Jid to, Jid asker) {
        return routing.sessions()
                .find(to)
                .map(session -> presences.hasShownItself(session, asker))
                .orElse(false);
    }

    private static Verdict ifSubscribed(Optional<RosterItem> item) {
        boolean mayKnow = item.map(RosterItem::subscription)
                .map(subscription -> subscription.hasFrom())
                .orElse(false);
        return mayKnow ? Verdict.pass() : Verdict.reject(StanzaError.of(Condition.SERVICE_UNAVAILABLE));
    }
}
