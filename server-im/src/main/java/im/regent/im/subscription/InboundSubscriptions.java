package im.regent.im.subscription;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import im.regent.im.presence.PresenceExchange;
import im.regent.im.roster.RosterBook;
import im.regent.im.roster.RosterEdit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Subscription stanzas for accounts of this server, from whomever (RFC 6121 §3.1.3, §3.1.6, §3.2.3, §3.3.3): the new state is
 * durable, then the account's clients get the stanza, then the push; all of it one step of the account. What the server
 * answers on the account's behalf comes after.
 */
final class InboundSubscriptions {
    private final Routing routing;
    private final RosterBook book;
    private final Presences presences;
    private final PresenceExchange exchange;

    InboundSubscriptions(Routing routing, RosterBook book, Presences presences, PresenceExchange exchange) {
        this.routing = routing;
        this.book = book;
        this.presences = presences;
        this.exchange = exchange;
    }

    Verdict on(Stanza stanza, Origin origin) {
        boolean isForAccount = stanza.to().isPresent() && stanza.receiver().hasLocal();
        if (!isForAccount
                || !(stanza instanceof Presence presence)
                || !presence.type().isSubscription()) {
            return Verdict.pass();
        }
        Jid to = presence.receiver();
        boolean missesResource = !to.isBare() && routing.sessions().find(to).isEmpty();
        if (missesResource && presence.type() != Presence.Type.SUBSCRIBE) {
            return Verdict.drop("RFC 6121 §8.5.3.2.2: there is no such resource");
        }
        if (presence.sender().bare().equals(to.bare())) {
            return Verdict.drop("an account needs no subscription to itself");
        }
        Presence stamped = Stamped.bare(presence, presence.sender(), to);
        return Verdict.later(book.inOrder(to.bare(), origin.loop(), () -> step(stamped, origin.loop()))
                .thenCompose(answer -> finish(stamped, answer, origin.loop())));
    }

    private CompletionStage<Step.Answer> step(Presence stanza, Executor loop) {
        CompletionStage<RosterEdit> changed = book.change(
                stanza.receiver(),
                stanza.sender(),
                stanza,
                state -> SubscriptionRules.inbound(stanza.type(), state).next());
        return Stages.compose(changed, loop, edit -> apply(stanza, edit, loop));
    }

    private CompletionStage<Step.Answer> apply(Presence stanza, RosterEdit edit, Executor loop) {
        if (edit.outcome() != RosterEdit.Outcome.DONE) {
            // A missing account, and one that takes no more requests, look the same: there is no answer.
            return CompletableFuture.completedStage(Step.Answer.NOTHING);
        }
        Step step = SubscriptionRules.inbound(stanza.type(), edit.before());
        if (stanza.type() == Presence.Type.UNSUBSCRIBE && !edit.wasListed()) {
            // §3.3.3: "[…] then the contact's server MUST simply remove any record of the inbound […] request"
            return CompletableFuture.completedStage(Step.Answer.NOTHING);
        }
        if (step.isPassedOn()) {
            deliver(stanza);
        }
        edit.change().forEach(book::announce);
        boolean isLost = edit.before().hasFrom() && !edit.after().hasFrom();
        CompletionStage<Void> hidden = isLost ? exchange.hide(stanza.receiver(), stanza.sender(), loop) : Stages.done();
        return hidden.thenApply(done -> step.answer());
    }

    private void deliver(Presence stanza) {
        Jid account = stanza.receiver();
        if (stanza.type() == Presence.Type.SUBSCRIBE) {
            presences.available(account).stream()
                    .map(SessionPresence::session)
                    .filter(PendingRequests::isUpToDate)
                    .forEach(session -> session.send(stanza));
        } else {
            book.interested(account).forEach(session -> session.send(stanza));
        }
    }

    private CompletionStage<Verdict> finish(Presence stanza, Step.Answer answer, Executor loop) {
        CompletionStage<Void> answered = switch (answer) {
            case NOTHING -> Stages.done();
            case UNSUBSCRIBED -> answer(Presence.Type.UNSUBSCRIBED, stanza, loop);
            case SUBSCRIBED ->
                answer(Presence.Type.SUBSCRIBED, stanza, loop)
                        .thenCompose(done -> exchange.showCurrent(stanza.receiver(), stanza.sender(), loop));
        };
        return answered.thenApply(done -> Verdict.handled());
    }

    /** Called where the step ended, which need not be the loop; routing belongs there. */
    private CompletionStage<Void> answer(Presence.Type type, Presence stanza, Executor loop) {
        Presence answer = Stamped.of(type, stanza.receiver(), stanza.sender(), stanza.id());
        Origin account = ActingFor.unanswered(stanza.receiver(), loop);
        return Stages.done().thenComposeAsync(now -> routing.router().route(answer, account), loop);
    }
}
