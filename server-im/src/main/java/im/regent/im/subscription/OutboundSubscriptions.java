package im.regent.im.subscription;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Router;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterBook;
import im.regent.im.roster.RosterEdit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Subscription stanzas that accounts of this server send (RFC 6121 §3.1.2, §3.1.5, §3.2.2, §3.3.2, §3.4.2): the new state is
 * durable, then the stanza is routed, then the account's clients are told; all of it one step of the account.
 */
final class OutboundSubscriptions {
    private final Router router;
    private final RosterBook book;
    private final PresenceExchange exchange;

    OutboundSubscriptions(Router router, RosterBook book, PresenceExchange exchange) {
        this.router = router;
        this.book = book;
        this.exchange = exchange;
    }

    /** What is done after the step, where other accounts may be waited for. */
    private record Rest(Verdict verdict, CompletionStage<Void> routed, boolean isGranted) {
        static CompletionStage<Rest> of(Verdict verdict) {
            return CompletableFuture.completedStage(new Rest(verdict, Stages.done(), false));
        }
    }

    Verdict on(Stanza stanza, Origin origin) {
        if (!(stanza instanceof Presence presence) || !presence.type().isSubscription()) {
            return Verdict.pass();
        }
        if (presence.to().isEmpty()) {
            return Verdict.reject(
                    StanzaError.of(Condition.BAD_REQUEST, "a subscription is with somebody: 'to' is missing"));
        }
        Jid account = origin.jid().bare();
        Jid contact = presence.receiver().bare();
        if (contact.equals(account) || !account.hasLocal()) {
            return Verdict.drop("an account needs no subscription to itself, a host has none");
        }
        Presence stamped = Stamped.bare(presence, account, contact);
        return Verdict.later(book.inOrder(account, origin.loop(), () -> step(stamped, origin))
                .thenCompose(rest -> finish(rest, account, contact, origin)));
    }

    private CompletionStage<Rest> step(Presence stanza, Origin origin) {
        CompletionStage<RosterEdit> changed = book.change(
                stanza.sender(),
                stanza.receiver(),
                stanza,
                state -> SubscriptionRules.outbound(stanza.type(), state).next());
        return Stages.compose(changed, origin.loop(), edit -> apply(stanza, edit, origin));
    }

    private CompletionStage<Rest> apply(Presence stanza, RosterEdit edit, Origin origin) {
        switch (edit.outcome()) {
            case NO_ACCOUNT, NO_ITEM -> {
                return Rest.of(Verdict.drop("there is no such account"));
            }
            case NO_ROOM -> {
                return Rest.of(Verdict.reject(
                        StanzaError.of(Condition.POLICY_VIOLATION, "there is no room for another contact")));
            }
            case DONE -> {
                Step step = SubscriptionRules.outbound(stanza.type(), edit.before());
                boolean isCancelled = edit.before().hasFrom() && !edit.after().hasFrom();
                // §3.2.2: "While the user is still subscribed […] MUST send a presence stanza of type "unavailable""
                CompletionStage<Void> hidden =
                        isCancelled ? exchange.hide(stanza.sender(), stanza.receiver(), origin.loop()) : Stages.done();
                return Stages.compose(hidden, origin.loop(), done -> routeAndPush(stanza, edit, step, origin));
            }
        }
        throw new IllegalStateException(edit.outcome().name());
    }

    private CompletionStage<Rest> routeAndPush(Presence stanza, RosterEdit edit, Step step, Origin origin) {
        CompletionStage<Void> routed = step.isPassedOn() ? router.route(stanza, origin) : Stages.done();
        edit.change().forEach(book::announce);
        boolean isGranted = !edit.before().hasFrom() && edit.after().hasFrom();
        return CompletableFuture.completedStage(new Rest(Verdict.handled(), routed, isGranted));
    }

    private CompletionStage<Verdict> finish(Rest rest, Jid account, Jid contact, Origin origin) {
        CompletionStage<Void> shown = rest.isGranted()
                ? rest.routed().thenCompose(done -> exchange.showCurrent(account, contact, origin.loop()))
                : rest.routed();
        return shown.thenApply(done -> rest.verdict());
    }
}
