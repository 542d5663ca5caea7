package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may do what on which virtual host: a snapshot of the configuration. Entities are told apart by their exact address: a
 * gateway's users do not inherit what the gateway may. Immutable.
 */
final class Grants {
    private final Map<String, Map<Jid, Grant>> byHost;
    private final Map<Jid, Map<String, Grant>> byEntity;
    private final Set<Jid> admins;

    /** @param byHost grants by virtual host and entity, in the order of the configuration */
    Grants(Map<String, Map<Jid, Grant>> byHost, Set<Jid> admins) {
        Map<String, Map<Jid, Grant>> hosts = new LinkedHashMap<>();
        Map<Jid, Map<String, Grant>> entities = new LinkedHashMap<>();
        byHost.forEach((host, grants) -> {
            hosts.put(host, Collections.unmodifiableMap(new LinkedHashMap<>(grants)));
            grants.forEach((entity, grant) -> entities.computeIfAbsent(entity, key -> new LinkedHashMap<>())
                    .put(host, grant));
        });
        this.byHost = Collections.unmodifiableMap(hosts);
        this.byEntity = Collections.unmodifiableMap(entities);
        this.admins = Set.copyOf(admins);
    }

    /** Nothing for anybody. */
    static Grants none() {
        return new Grants(Map.of(), Set.of());
    }

    /** Without those on other virtual hosts. */
    Grants only(Collection<String> hosts) {
        Map<String, Map<Jid, Grant>> kept = new LinkedHashMap<>(byHost);
        kept.keySet().retainAll(hosts);
        return new Grants(kept, admins);
    }

    /** The virtual hosts on which something is granted, or could be. */
    Set<String> hosts() {
        return byHost.keySet();
    }

    /** What the entity with this exact address may do on a virtual host. */
    Optional<Grant> find(String host, Jid entity) {
        return Optional.ofNullable(on(host).get(entity));
    }

    /** All grants on a virtual host. */
    Map<Jid, Grant> on(String host) {
        return byHost.getOrDefault(host, Map.of());
    }

    /** All grants of an entity, by virtual host. */
    Map<String, Grant> of(Jid entity) {
        return byEntity.getOrDefault(entity, Map.of());
    }

    /** All entities. */
    Set<Jid> entities() {
        return byEntity.keySet();
    }

    /** Whether an account administers this server. */
    boolean isAdmin(Jid account) {
        return admins.contains(account.bare());
    }
}
