package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The grants that apply now, and the components and accounts that have any, or could be given some. Safe for every thread: the grants are a
 * snapshot that is replaced as a whole.
 */
final class PrivilegedEntities {
    private final Supplier<String> ids;
    private final ConcurrentHashMap<Jid, PrivilegedEntity> entities = new ConcurrentHashMap<>();
    private volatile Epoch epoch;

    /** @param ids makes unguessable ids */
    PrivilegedEntities(Grants grants, Supplier<String> ids) {
        this.ids = ids;
        this.epoch = new Epoch(grants);
        grants.entities().forEach(this::get);
    }

    Grants grants() {
        return epoch.grants();
    }

    /** Begins an act; whoever calls this ends it by {@link Epoch#leave}. */
    Epoch enter() {
        Epoch now = epoch;
        while (!now.enter()) {
            now = epoch;
        }
        return now;
    }

    /** The component with this exact address, whether anything is granted to it or not. */
    PrivilegedEntity get(Jid jid) {
        return entities.computeIfAbsent(jid, address -> new PrivilegedEntity(address, ids));
    }

    /** The component with this exact address, if it is connected or has, or had, any privilege. */
    Optional<PrivilegedEntity> find(Jid jid) {
        return Optional.ofNullable(entities.get(jid));
    }

    /** Whether the component with this exact address has, or had on its present stream, any privilege. */
    boolean isPrivileged(Jid jid) {
        return !grants().of(jid).isEmpty()
                || find(jid).filter(PrivilegedEntity::wasAdvertised).isPresent();
    }

    /** Who is known now. */
    Collection<PrivilegedEntity> all() {
        return entities.values();
    }

    /**
     * Shows the entities that have such a grant on the host of an account; each for as long as it cannot be taken away.
     *
     * @param which whether a grant concerns the account
     */
    void forEach(Jid account, BiPredicate<Grant, Jid> which, Consumer<PrivilegedEntity> consumer) {
        String host = account.domain();
        grants().on(host)
                .keySet()
                .forEach(jid -> get(jid).inOrder(() -> {
                    // What applies is looked up again: who took a privilege away had the entity's lock in between.
                    if (grants().find(host, jid)
                            .filter(grant -> which.test(grant, account))
                            .isPresent()) {
                        consumer.accept(get(jid));
                    }
                }));
    }

    /**
     * Replaces the grants.
     *
     * @param consumer is shown every entity, when the new grants apply
     * @return when nothing is under way any more that the old ones allowed
     */
    synchronized CompletionStage<Void> replace(Grants next, Consumer<PrivilegedEntity> consumer) {
        Epoch before = epoch;
        epoch = new Epoch(next);
        next.entities().forEach(this::get);
        all().forEach(consumer);
        return before.end();
    }
}
