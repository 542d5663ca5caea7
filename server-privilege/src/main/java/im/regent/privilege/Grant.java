package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Iq;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one entity may do on one virtual host.
 *
 * @param hasPushes whether it gets roster pushes (XEP-0356 §4.4)
 * @param updates of which presence it is told while somebody stays available
 * @param iq the requests it may send as a user, by the namespace of their payload; without {@code NONE}
 * @param isEnforced whether what is not granted is refused; if not, it is let through and noted
 * @param versions of the protocol that the entity speaks
 * @param origins where each key is written, {@code conf/regent.conf:12}, for explanations
 */
record Grant(
        Access roster,
        boolean hasPushes,
        MessageAccess message,
        PresenceAccess presence,
        PresenceUpdates updates,
        Map<String, Access> iq,
        RosterSubscription rosterSubscription,
        Scope scope,
        Limits limits,
        Audit audit,
        RosterScope rosterScope,
        boolean isEnforced,
        Set<Version> versions,
        Map<String, String> origins) {
    Grant {
        versions = Set.copyOf(versions);
        iq = Collections.unmodifiableMap(new LinkedHashMap<>(iq));
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
    }

    /** For all users, with the usual limits. */
    Grant(
            Access roster,
            boolean hasPushes,
            MessageAccess message,
            PresenceAccess presence,
            Map<String, Access> iq,
            boolean sparesAdmins) {
        this(
                roster,
                hasPushes,
                message,
                presence,
                PresenceUpdates.INITIAL,
                iq,
                RosterSubscription.OWN_DOMAIN,
                new Scope(Scope.ALL, Set.of(), sparesAdmins),
                Limits.USUAL,
                Audit.WRITES,
                RosterScope.ALL,
                true,
                Set.of(Version.TWO),
                Map.of());
    }

    boolean isEmpty() {
        return roster == Access.NONE
                && message == MessageAccess.NONE
                && presence == PresenceAccess.NONE
                && iq.isEmpty();
    }

    boolean allowsIq(String namespace, Iq.Type type) {
        return iq.getOrDefault(namespace, Access.NONE).allows(type);
    }

    /** Whether it gets pushes of an account's roster. */
    boolean hasPushes(Jid account) {
        return hasPushes && scope.includes(account);
    }

    /** Whether it sees an account's presence. */
    boolean hasManagedPresence(Jid account) {
        return presence != PresenceAccess.NONE && scope.includes(account);
    }

    /** Whether it sees the presence of an account's contacts. */
    boolean hasRosterPresence(Jid account) {
        return presence == PresenceAccess.ROSTER && scope.includes(account);
    }

    /** Where a key is written. */
    String origin(String key) {
        return origins.getOrDefault(key, "default");
    }
}
