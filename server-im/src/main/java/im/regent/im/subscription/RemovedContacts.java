package im.regent.im.subscription;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Presence;
import im.regent.core.time.Stages;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterEffects;
import im.regent.im.roster.SubscriptionState;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What a contact hears when it is removed from a roster (RFC 6121 §2.5.2), and when an administrator makes it one. A request
 * that was pending either way is withdrawn or refused as well, so that the contact's server does not keep half of it.
 */
final class RemovedContacts implements RosterEffects {
    private final Routing routing;
    private final PresenceExchange exchange;

    RemovedContacts(Routing routing, PresenceExchange exchange) {
        this.routing = routing;
        this.exchange = exchange;
    }

    @Override
    public CompletionStage<Void> removed(Jid account, Jid contact, SubscriptionState before, Origin origin) {
        Executor loop = origin.loop();
        Origin self = ActingFor.unanswered(account, loop);
        CompletionStage<Void> hidden = before.hasFrom() ? exchange.hide(account, contact, loop) : Stages.done();
        CompletionStage<Void> unsubscribed = before.hasTo() || before.isPendingOut()
                ? Stages.compose(hidden, loop, done -> send(Presence.Type.UNSUBSCRIBE, account, contact, self))
                : hidden;
        return before.hasFrom() || before.isPendingIn()
                ? Stages.compose(unsubscribed, loop, done -> send(Presence.Type.UNSUBSCRIBED, account, contact, self))
                : unsubscribed;
    }

    private CompletionStage<Void> send(Presence.Type type, Jid account, Jid contact, Origin self) {
        return routing.router().route(Stamped.of(type, account, contact, routing.newId()), self);
    }

    @Override
    public CompletionStage<Void> granted(Jid account, Jid contact, Executor loop) {
        return exchange.showCurrent(account, contact, loop);
    }

    @Override
    public CompletionStage<Void> revoked(Jid account, Jid contact, Executor loop) {
        return exchange.hide(account, contact, loop);
    }
}
