package im.regent.im.subscription;

import im.regent.im.roster.SubscriptionState;

/**
 * What a subscription stanza amounts to in one state.
 *
 * @param next the state from now on
 * @param isPassedOn outbound: whether it is routed to the contact; inbound: whether it is delivered to the account
 * @param answer what the server answers on behalf of the account
 */
record Step(SubscriptionState next, boolean isPassedOn, Answer answer) {
    /** What the contact is told without asking the account. */
    enum Answer {
        NOTHING,
        SUBSCRIBED,
        UNSUBSCRIBED
    }

    static Step passOn(SubscriptionState next) {
        return new Step(next, true, Answer.NOTHING);
    }

    static Step keep(SubscriptionState next) {
        return new Step(next, false, Answer.NOTHING);
    }

    static Step answer(SubscriptionState next, Answer answer) {
        return new Step(next, false, answer);
    }
}
