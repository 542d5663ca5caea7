package im.regent.privilege;

import im.regent.core.config.NameKind;
import im.regent.core.config.Settings;
import im.regent.core.jid.Jid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code virtual-hosts.*.privileged-entities} of the whole configuration. */
final class GrantsReader {
    private final Settings root;
    private final KnownAddresses addresses;

    private GrantsReader(Settings root) {
        this.root = root;
        this.addresses = KnownAddresses.of(root);
    }

    static Grants read(Settings root) {
        return new GrantsReader(root).read();
    }

    private Grants read() {
        Map<String, Map<Jid, Grant>> byHost = new LinkedHashMap<>();
        root.sections("virtual-hosts", NameKind.HOST)
                .forEach((host, section) -> byHost.put(
                        Jid.valueOf(host).domain(),
                        entities(section, Jid.valueOf(host).domain())));
        PlaintextListener.check(root, components(byHost), "may do for users could be done");
        Set<Jid> admins = root.has("admins") ? Set.copyOf(root.jids("admins")) : Set.of();
        return new Grants(byHost, admins);
    }

    private static Stream<Jid> components(Map<String, Map<Jid, Grant>> byHost) {
        return byHost.values().stream()
                .flatMap(grants -> grants.entrySet().stream())
                .filter(entry -> !entry.getKey().hasLocal() && !entry.getValue().isEmpty())
                .map(Map.Entry::getKey);
    }

    private Map<Jid, Grant> entities(Settings section, String host) {
        UserGroups groups = UserGroups.read(section, host);
        Settings entities = section.section("privileged-entities");
        Map<Jid, Grant> grants = new LinkedHashMap<>();
        for (String key : entities.names(NameKind.ADDRESS)) {
            Jid entity = Jid.valueOf(key);
            Grant grant = new GrantReader(entities.section(key), entity, groups).read();
            if (isHere(entity, key, entities)) {
                grants.put(entity, grant);
                warn(grant, key, entities);
            }
        }
        return grants;
    }

    private static void warn(Grant grant, String key, Settings entities) {
        if (grant.isEmpty() && entities.section(key).section("iq").keys().isEmpty()) {
            entities.warning(key, "grants nothing");
        }
    }

    private boolean isHere(Jid entity, String key, Settings entities) {
        switch (addresses.standing(entity)) {
            case COMPONENT, ACCOUNT -> {
                return true;
            }
            case HOST -> entities.problem(key, "a virtual host cannot be a privileged entity");
            case UNKNOWN_DOMAIN ->
                entities.problem(
                        key,
                        "neither a configured component nor an account of a local virtual host",
                        "Add components { \"" + key + "\" { secret = \"…\" } } at the top level.");
            case USER_OF_COMPONENT ->
                entities.problem(
                        key,
                        "privileges belong to a component, not to one of its users",
                        "Write \"" + entity.domain() + "\".");
            case REMOTE -> entities.problem(key, "privileges cannot be given to a remote entity");
        }
        return false;
    }
}
