package im.regent.im.api;

import im.regent.core.jid.Jid;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The rosters of local accounts. Safe for every thread. */
public interface Rosters {
    /** The items of an account's roster by contact, answered from memory in the usual case; empty for a stranger. */
    CompletionStage<Map<Jid, RosterItem>> of(Jid account);

    /** The item of one contact. */
    default CompletionStage<Optional<RosterItem>> item(Jid account, Jid contact) {
        return of(account).thenApply(items -> Optional.ofNullable(items.get(contact.bare())));
    }

    /**
     * Makes two local accounts contacts of each other, subscribed both ways, without asking them: for an administrator. Names
     * and groups that are there stay. The stage fails with {@link IllegalArgumentException} when there is no such account, or
     * no room in its roster.
     */
    CompletionStage<Void> befriend(Jid one, Jid other);
}
