package im.regent.im.api;

import im.regent.core.jid.Jid;
import java.util.List;

/**
 * A contact in a roster (RFC 6121 §2.1.2).
 *
 * @param name the handle, or empty
 * @param groups each once, in the order the owner gave
 * @param isAsking whether a subscription request of the owner is pending ({@code ask='subscribe'})
 * @param isApproved whether the owner approved in advance (§3.4)
 */
public record RosterItem(
        Jid jid, String name, List<String> groups, Subscription subscription, boolean isAsking, boolean isApproved) {
    public RosterItem {
        groups = List.copyOf(groups);
    }
}
