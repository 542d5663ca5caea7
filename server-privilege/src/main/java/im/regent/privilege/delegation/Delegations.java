package im.regent.privilege.delegation;

import im.regent.core.jid.Jid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who manages which namespace of which virtual host: a snapshot of the configuration. Immutable. */
final class Delegations {
    private final Map<String, Map<String, Delegation>> byHost;
    private final Map<Jid, Map<String, List<Delegation>>> byManager;

    /** @param byHost by virtual host and namespace, in the order of the configuration */
    Delegations(Map<String, Map<String, Delegation>> byHost) {
        Map<String, Map<String, Delegation>> hosts = new LinkedHashMap<>();
        Map<Jid, Map<String, List<Delegation>>> managers = new LinkedHashMap<>();
        byHost.forEach((host, delegations) -> {
            if (!delegations.isEmpty()) {
                hosts.put(host, Collections.unmodifiableMap(new LinkedHashMap<>(delegations)));
            }
            delegations
                    .values()
                    .forEach(delegation -> managers.computeIfAbsent(delegation.manager(), key -> new LinkedHashMap<>())
                            .computeIfAbsent(host, key -> new ArrayList<>())
                            .add(delegation));
        });
        this.byHost = Collections.unmodifiableMap(hosts);
        this.byManager = Collections.unmodifiableMap(managers);
    }

    /** Who manages this namespace. */
    Optional<Delegation> find(String host, String namespace) {
        return Optional.ofNullable(byHost.getOrDefault(host, Map.of()).get(namespace));
    }

    /** Without those of other virtual hosts. */
    Delegations only(Collection<String> hosts) {
        Map<String, Map<String, Delegation>> kept = new LinkedHashMap<>(byHost);
        kept.keySet().retainAll(hosts);
        return new Delegations(kept);
    }

    /** What a virtual host delegates. */
    Collection<Delegation> on(String host) {
        return byHost.getOrDefault(host, Map.of()).values();
    }

    /** All managing entities. */
    Set<Jid> managers() {
        return byManager.keySet();
    }

    /** What an entity manages, by virtual host. */
    Map<String, List<Delegation>> of(Jid manager) {
        return byManager.getOrDefault(manager, Map.of());
    }
}
