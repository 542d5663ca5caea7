package im.regent.privilege;

import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one entity's grant, HOCON path {@code virtual-hosts.*.privileged-entities.*}. What is not written is not granted. */
final class GrantReader {
    private final Settings entity;

    GrantReader(Settings entity) {
        this.entity = entity;
    }

    Grant read() {
        Access roster = chosen("roster", Access.class);
        PresenceAccess presence = chosen("presence", PresenceAccess.class);
        // If the roster's access could not be read, that is said already, and what depends on it is not judged.
        boolean isClear =
                !entity.has("roster") || entity.optionalString("roster").equals(Optional.of(roster.value()));
        if (isClear && presence == PresenceAccess.ROSTER && !roster.canRead()) {
            // XEP-0356 §7.4: "The server MUST reject the permission if the privileged entity doesn't have read
            // permission on roster namespace."
            entity.problem(
                    "presence",
                    "\"roster\" needs roster = get or both (XEP-0356 7.4); roster is \"" + roster.value() + "\"");
        }
        Grant grant = new Grant(
                roster,
                pushes(roster, isClear),
                chosen("message", MessageAccess.class),
                presence,
                updates(presence),
                iq(),
                !entity.has("exclude-admins") || entity.flag("exclude-admins"));
        return grant;
    }

    /** Each of these begins with what holds if nothing is written. */
    private <E extends Enum<E>> E chosen(String key, Class<E> type) {
        return entity.has(key) ? entity.oneOf(key, type) : type.getEnumConstants()[0];
    }

    private PresenceUpdates updates(PresenceAccess presence) {
        PresenceUpdates updates = chosen("presence-updates", PresenceUpdates.class);
        if (updates != PresenceUpdates.INITIAL && presence == PresenceAccess.NONE) {
            entity.warning("presence-updates", "presence is \"none\", so there are none");
        }
        return updates;
    }

    private boolean pushes(Access roster, boolean isClear) {
        if (!entity.has("roster-push")) {
            // XEP-0356 §4.1: "SHOULD default to "true" if roster permission access type is either "get" or "both""
            return roster.canRead();
        }
        boolean wanted = entity.flag("roster-push");
        if (isClear && wanted && !roster.canRead()) {
            entity.problem(
                    "roster-push",
                    "pushes need get or both; roster is \"" + roster.value() + "\"",
                    "Write roster = get, or leave roster-push out.");
        }
        return wanted;
    }

    private Map<String, Access> iq() {
        Settings iq = entity.section("iq");
        List<String> acknowledged =
                entity.has("acknowledge-dangerous") ? entity.strings("acknowledge-dangerous") : List.of();
        Map<String, Access> granted = new LinkedHashMap<>();
        for (String namespace : iq.names(NameKind.NAMESPACE)) {
            Access access = iq.oneOf(namespace, Access.class);
            if (access != Access.NONE && isGrantable(iq, namespace, acknowledged)) {
                granted.put(namespace, access);
            }
        }
        for (String namespace : acknowledged) {
            if (!iq.has(namespace) || DangerousNamespaces.danger(namespace).isEmpty()) {
                entity.warning("acknowledge-dangerous", "\"" + namespace + "\" is not granted, or not dangerous");
            }
        }
        return granted;
    }

    private static boolean isGrantable(Settings iq, String namespace, List<String> acknowledged) {
        if (namespace.equals(PrivilegeXml.ROSTER)) {
            iq.problem(namespace, "rosters are not granted here; use roster = get, set or both instead");
            return false;
        }
        if (namespace.startsWith("urn:xmpp:privilege:") || namespace.startsWith("urn:xmpp:delegation:")) {
            iq.problem(namespace, "never grantable: a privilege cannot be used to get another one");
            return false;
        }
        Optional<String> danger = DangerousNamespaces.danger(namespace);
        if (danger.isPresent() && !acknowledged.contains(namespace)) {
            iq.problem(
                    namespace,
                    "dangerous: " + danger.get(),
                    "If that is meant, write acknowledge-dangerous = [\"" + namespace + "\"] beside iq.");
            return false;
        }
        return true;
    }
}
