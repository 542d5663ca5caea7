package im.regent.privilege;

import im.regent.core.stanza.Iq;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one entity may do on one virtual host.
 *
 * @param hasPushes whether it gets roster pushes (XEP-0356 §4.4)
 * @param updates of which presence it is told while somebody stays available
 * @param iq the requests it may send as a user, by the namespace of their payload; without {@code NONE}
 * @param sparesAdmins whether it may not act as an administrator
 */
record Grant(
        Access roster,
        boolean hasPushes,
        MessageAccess message,
        PresenceAccess presence,
        PresenceUpdates updates,
        Map<String, Access> iq,
        boolean sparesAdmins) {
    Grant {
        iq = Collections.unmodifiableMap(new LinkedHashMap<>(iq));
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

    boolean hasManagedPresence() {
        return presence != PresenceAccess.NONE;
    }

    boolean hasRosterPresence() {
        return presence == PresenceAccess.ROSTER;
    }
}
