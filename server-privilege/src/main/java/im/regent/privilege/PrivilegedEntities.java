package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The grants that apply now, and the entities that have any. Safe for every thread: the grants are a snapshot that is replaced
 * as a whole.
 */
final class PrivilegedEntities {
    private volatile Grants grants;
    private final ConcurrentHashMap<Jid, PrivilegedEntity> entities = new ConcurrentHashMap<>();

    PrivilegedEntities(Grants grants) {
        this.grants = grants;
        grants.entities().forEach(jid -> entities.put(jid, new PrivilegedEntity(jid)));
    }

    Grants grants() {
        return grants;
    }

    /** The entity with this exact address. */
    Optional<PrivilegedEntity> find(Jid jid) {
        return Optional.ofNullable(entities.get(jid));
    }

    /** Shows the entities that have such a grant on a virtual host. */
    void forEach(String host, Predicate<Grant> which, BiConsumer<PrivilegedEntity, Grants> consumer) {
        Grants now = grants();
        now.on(host).forEach((jid, grant) -> {
            if (which.test(grant)) {
                find(jid).ifPresent(entity -> consumer.accept(entity, now));
            }
        });
    }
}
