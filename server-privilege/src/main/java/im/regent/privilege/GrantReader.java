package im.regent.privilege;

import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entity's grant, HOCON path {@code virtual-hosts.*.privileged-entities.*}. What is not written is not granted. */
final class GrantReader {
    private static final String DEFAULT = "default";

    private final Settings entity;
    private final Jid jid;
    private final UserGroups groups;
    private final Preset preset;

    GrantReader(Settings entity, Jid jid, UserGroups groups) {
        this.entity = entity;
        this.jid = jid;
        this.groups = groups;
        this.preset = preset(entity);
    }

    private static Preset preset(Settings entity) {
        if (!entity.has("preset")) {
            return Preset.NONE;
        }
        Optional<String> name = entity.optionalString("preset");
        Optional<Preset> preset = name.flatMap(Preset::named);
        if (name.isPresent() && preset.isEmpty()) {
            entity.problem("preset", "\"" + name.get() + "\" is not one of " + Preset.names());
        }
        return preset.orElse(Preset.NONE);
    }

    Grant read() {
        Access roster = chosen("roster", Access.class, preset.roster());
        PresenceAccess presence = chosen("presence", PresenceAccess.class, preset.presence());
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
        Map<String, Access> iq = iq();
        return new Grant(
                roster,
                pushes(roster, isClear),
                chosen("message", MessageAccess.class, preset.message()),
                presence,
                updates(presence),
                iq,
                rosterSubscription(),
                scope(),
                Limits.read(entity.section("limits")),
                chosen("audit", Audit.class, Audit.WRITES),
                rosterScope(presence),
                isEnforced(),
                versions(),
                origins(iq));
    }

    private <E extends Enum<E>> E chosen(String key, Class<E> type, E otherwise) {
        return entity.has(key) ? entity.oneOf(key, type) : otherwise;
    }

    private PresenceUpdates updates(PresenceAccess presence) {
        PresenceUpdates updates = chosen("presence-updates", PresenceUpdates.class, PresenceUpdates.INITIAL);
        if (updates != PresenceUpdates.INITIAL && presence == PresenceAccess.NONE) {
            entity.warning("presence-updates", "presence is \"none\", so there are none");
        }
        return updates;
    }

    private boolean pushes(Access roster, boolean isClear) {
        if (!entity.has("roster-push")) {
            // XEP-0356 §4.1: "SHOULD default to "true" if roster permission access type is either "get" or "both""
            return roster.canRead() && preset.wantsPushes();
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

    private RosterScope rosterScope(PresenceAccess presence) {
        String word = entity.has("roster-scope") ? entity.string("roster-scope") : "all";
        if (word.equals("all")) {
            return RosterScope.ALL;
        }
        if (!word.equals("own-domain")) {
            entity.problem("roster-scope", "\"" + word + "\" is not one of all, own-domain");
        } else if (jid.hasLocal()) {
            entity.problem("roster-scope", "an account has no domain of its own; only a component does");
        } else if (presence == PresenceAccess.ROSTER) {
            entity.problem(
                    "roster-scope",
                    "presence = roster shows contacts outside of the entity's own domain",
                    "Write presence = managed_entity, or roster-scope = all.");
        }
        return RosterScope.ownDomain(jid);
    }

    private boolean isEnforced() {
        boolean isEnforced = !entity.has("enforce") || entity.flag("enforce");
        if (!isEnforced) {
            entity.warning(
                    "enforce", "what is not granted is let through and only noted; see \"regent privilege log\"");
        }
        return isEnforced;
    }

    private RosterSubscription rosterSubscription() {
        if (!entity.has("roster-subscription")) {
            return RosterSubscription.OWN_DOMAIN;
        }
        Optional<String> word = entity.optionalString("roster-subscription");
        Optional<RosterSubscription> value = word.flatMap(RosterSubscription::of);
        if (word.isPresent() && value.isEmpty()) {
            entity.problem("roster-subscription", "\"" + word.get() + "\" is not one of " + RosterSubscription.words());
        }
        return value.orElse(RosterSubscription.NEVER);
    }

    private Map<String, Access> iq() {
        Settings iq = entity.section("iq");
        List<String> acknowledged =
                entity.has("acknowledge-dangerous") ? entity.strings("acknowledge-dangerous") : List.of();
        Map<String, Access> granted = new LinkedHashMap<>(preset.iq());
        for (String namespace : iq.names(NameKind.NAMESPACE)) {
            Access access = iq.oneOf(namespace, Access.class);
            if (access == Access.NONE) {
                granted.remove(namespace);
            } else if (isGrantable(iq, namespace, acknowledged)) {
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
        if (DangerousNamespaces.isOfPrivileges(namespace)) {
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

    private Set<Version> versions() {
        Set<Version> versions = EnumSet.noneOf(Version.class);
        if (!entity.has("protocol-versions")) {
            versions.addAll(preset.versions());
            return versions;
        }
        for (String number : entity.strings("protocol-versions")) {
            Version.numbered(number)
                    .ifPresentOrElse(
                            versions::add,
                            () -> entity.problem("protocol-versions", "\"" + number + "\" is neither \"1\" nor \"2\""));
        }
        if (versions.isEmpty()) {
            entity.problem("protocol-versions", "there must be one", "Write [\"2\"], or leave it out.");
        }
        return versions;
    }

    private Scope scope() {
        Settings users = entity.section("users");
        Set<String> allowed = users.has("groups") ? groups.members(users, "groups") : Set.of();
        if (users.has("allow")) {
            allowed = union(allowed, allowedByName(users));
        } else if (!users.has("groups")) {
            allowed = Scope.ALL;
        }
        Set<String> denied = users.has("deny") ? groups.names(users, "deny") : Set.of();
        for (String both : denied) {
            if (allowed.contains(both)) {
                users.warning("deny", "\"" + both + "\" is allowed too, and is denied");
            }
        }
        return new Scope(allowed, denied, !entity.has("exclude-admins") || entity.flag("exclude-admins"));
    }

    private Set<String> allowedByName(Settings users) {
        return users.strings("allow").contains(Scope.EVERYBODY) ? Scope.ALL : groups.names(users, "allow");
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private Map<String, String> origins(Map<String, Access> iq) {
        Map<String, String> origins = new LinkedHashMap<>();
        String ofPreset = entity.has("preset") ? "preset, " + entity.origin("preset") : DEFAULT;
        for (String key : List.of(
                "roster",
                "roster-push",
                "roster-subscription",
                "roster-scope",
                "enforce",
                "message",
                "presence",
                "presence-updates",
                "exclude-admins",
                "audit",
                "protocol-versions")) {
            origins.put(key, entity.has(key) ? entity.origin(key) : ofPreset);
        }
        Settings users = entity.section("users");
        for (String key : List.of("allow", "groups", "deny")) {
            origins.put("users." + key, users.has(key) ? users.origin(key) : DEFAULT);
        }
        if (users.has("groups") && !users.has("allow")) {
            origins.put("users.allow", users.origin("groups"));
        }
        Settings limits = entity.section("limits");
        for (String key : List.of("stanzas-per-second", "pending-iq", "iq-timeout", "roster-items")) {
            origins.put("limits." + key, limits.has(key) ? limits.origin(key) : DEFAULT);
        }
        Settings namespaces = entity.section("iq");
        origins.put("iq", entity.has("iq") ? entity.origin("iq") : ofPreset);
        for (String namespace : iq.keySet()) {
            origins.put("iq." + namespace, namespaces.has(namespace) ? namespaces.origin(namespace) : ofPreset);
        }
        return origins;
    }
}
