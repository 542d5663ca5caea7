package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.util.Optional;
import java.util.Set;

/**
 * For which users an entity may act, and whose rosters and presence it may see. It says nothing of what an entity sends as the
 * host itself.
 *
 * @param allowed the users, or {@link #EVERYBODY}
 * @param denied these are left out all the same
 * @param sparesAdmins whether it may not act as an administrator
 */
record Scope(Set<String> allowed, Set<String> denied, boolean sparesAdmins) {
    static final String EVERYBODY = "*";
    static final Set<String> ALL = Set.of(EVERYBODY);

    Scope {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
    }

    boolean includes(Jid account) {
        return excludedBy(account).isEmpty();
    }

    /** The key that leaves an account out, if one does. */
    Optional<String> excludedBy(Jid account) {
        if (!account.hasLocal()) {
            return Optional.empty();
        }
        if (denied.contains(account.local())) {
            return Optional.of("users.deny");
        }
        boolean isAllowed = allowed.contains(EVERYBODY) || allowed.contains(account.local());
        return isAllowed ? Optional.empty() : Optional.of("users.allow");
    }
}
