package im.regent.im.roster;

import im.regent.im.api.Subscription;

/**
 * The state of the subscriptions between an account and one contact, seen from the account (RFC 6121 Appendix A.1).
 *
 * @param hasTo the account gets the contact's presence
 * @param hasFrom the contact gets the account's presence
 * @param isPendingOut the account asked and the contact has not answered
 * @param isPendingIn the contact asked and the account has not answered
 * @param isApproved the account approved a request in advance (§3.4)
 */
public record SubscriptionState(
        boolean hasTo, boolean hasFrom, boolean isPendingOut, boolean isPendingIn, boolean isApproved) {
    /** Neither subscribed nor asked. */
    public static final SubscriptionState NONE = new SubscriptionState(false, false, false, false, false);

    /** The settled part. */
    public Subscription settled() {
        return Subscription.of(hasTo, hasFrom);
    }

    /** A copy with another answer to: does the account get the contact's presence? */
    public SubscriptionState withTo(boolean to) {
        return new SubscriptionState(to, hasFrom, isPendingOut, isPendingIn, isApproved);
    }

    /** A copy with another answer to: does the contact get the account's presence? */
    public SubscriptionState withFrom(boolean from) {
        return new SubscriptionState(hasTo, from, isPendingOut, isPendingIn, isApproved);
    }

    /** A copy with or without a request of the account. */
    public SubscriptionState withPendingOut(boolean out) {
        return new SubscriptionState(hasTo, hasFrom, out, isPendingIn, isApproved);
    }

    /** A copy with or without a request of the contact. */
    public SubscriptionState withPendingIn(boolean in) {
        return new SubscriptionState(hasTo, hasFrom, isPendingOut, in, isApproved);
    }

    /** A copy with or without approval in advance. */
    public SubscriptionState withApproved(boolean approved) {
        return new SubscriptionState(hasTo, hasFrom, isPendingOut, isPendingIn, approved);
    }
}
