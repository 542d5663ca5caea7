package im.regent.im.subscription;

import im.regent.core.stanza.Presence;
import im.regent.im.roster.SubscriptionState;

/**
 * The state machine of RFC 6121 Appendix A, as pure functions: tables 2 to 5 for what the account sends, 6 to 9 for what it
 * gets, with approval in advance (§3.4).
 */
final class SubscriptionRules {
    private SubscriptionRules() {}

    /** What becomes of a stanza that the account sent. */
    static Step outbound(Presence.Type type, SubscriptionState state) {
        return switch (type) {
            case SUBSCRIBE -> Step.passOn(state.hasTo() ? state : state.withPendingOut(true));
            case UNSUBSCRIBE -> Step.passOn(state.withTo(false).withPendingOut(false));
            case SUBSCRIBED -> outboundSubscribed(state);
            case UNSUBSCRIBED -> outboundUnsubscribed(state.withApproved(false));
            case AVAILABLE, UNAVAILABLE, PROBE, ERROR -> throw new IllegalArgumentException(type.name());
        };
    }

    private static Step outboundSubscribed(SubscriptionState state) {
        if (state.isPendingIn()) {
            return Step.passOn(state.withPendingIn(false).withFrom(true));
        }
        return Step.keep(state.hasFrom() ? state : state.withApproved(true));
    }

    private static Step outboundUnsubscribed(SubscriptionState state) {
        boolean hasSomethingToRefuse = state.isPendingIn() || state.hasFrom();
        return hasSomethingToRefuse ? Step.passOn(state.withPendingIn(false).withFrom(false)) : Step.keep(state);
    }

    /** What becomes of a stanza that a contact sent. */
    static Step inbound(Presence.Type type, SubscriptionState state) {
        return switch (type) {
            case SUBSCRIBE -> inboundSubscribe(state);
            case UNSUBSCRIBE -> inboundUnsubscribe(state);
            case SUBSCRIBED ->
                state.isPendingOut() ? Step.passOn(state.withPendingOut(false).withTo(true)) : Step.keep(state);
            case UNSUBSCRIBED ->
                state.isPendingOut() || state.hasTo()
                        ? Step.passOn(state.withPendingOut(false).withTo(false))
                        : Step.keep(state);
            case AVAILABLE, UNAVAILABLE, PROBE, ERROR -> throw new IllegalArgumentException(type.name());
        };
    }

    private static Step inboundSubscribe(SubscriptionState state) {
        if (state.hasFrom()) {
            return Step.answer(state, Step.Answer.SUBSCRIBED);
        }
        if (state.isPendingIn()) {
            return Step.keep(state);
        }
        // §3.4.2: "the user's server MUST NOT deliver a presence stanza of type "subscribe" […]"
        return state.isApproved()
                ? Step.answer(state.withFrom(true), Step.Answer.SUBSCRIBED)
                : Step.passOn(state.withPendingIn(true));
    }

    private static Step inboundUnsubscribe(SubscriptionState state) {
        boolean changes = state.hasFrom() || state.isPendingIn();
        return changes
                ? new Step(state.withFrom(false).withPendingIn(false), true, Step.Answer.UNSUBSCRIBED)
                : Step.keep(state);
    }
}
