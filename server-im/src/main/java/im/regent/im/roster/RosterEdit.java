package im.regent.im.roster;

import im.regent.im.api.RosterChange;
import java.util.List;

/**
 * What became of an attempt to change something about a contact.
 *
 * @param wasListed whether the contact was in the roster before
 * @param change what the owner's clients must hear, once: nothing or one change
 */
public record RosterEdit(
        Outcome outcome,
        SubscriptionState before,
        SubscriptionState after,
        boolean wasListed,
        List<RosterChange> change) {
    /** How it ended. */
    public enum Outcome {
        /** It is stored, if there was anything to store. */
        DONE,
        /** There is no such account; nothing was stored. */
        NO_ACCOUNT,
        /** The roster has no room; nothing was stored. */
        NO_ROOM,
        /** The contact is not in the roster, and should have been; nothing was stored. */
        NO_ITEM
    }

    public RosterEdit {
        change = List.copyOf(change);
    }

    static RosterEdit refused(Outcome outcome) {
        return new RosterEdit(outcome, SubscriptionState.NONE, SubscriptionState.NONE, false, List.of());
    }
}
