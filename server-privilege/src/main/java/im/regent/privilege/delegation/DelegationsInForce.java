package im.regent.privilege.delegation;

import im.regent.core.jid.Jid;
import im.regent.core.session.ComponentLink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The delegations that apply now, and the streams of those who manage something, or could.
 *
 * <p>The problem: it is decided on many loops who gets a request, while an administrator changes what is delegated. An entity
 * must hear of a namespace before the first request in it, and get none behind the news that it is taken away. The idea: to
 * forward is one step, under the shared lock, in which it is sure that the snapshot from which it was decided still applies;
 * who finds another one decides anew. To replace the snapshot, to tell all streams and to say whose assignments end is one
 * step under the exclusive lock: when it is done, nothing is forwarded any more that the old delegations said.
 *
 * <p>Safe for every thread. Under the lock stanzas are only put in order on streams, which never waits; no other lock of
 * this package or of privileges is taken.
 */
final class DelegationsInForce {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Managers managers = new Managers();
    private final Nesting nesting;
    private final Supplier<String> ids;
    private volatile Delegations now;

    /** @param ids makes unguessable ids */
    DelegationsInForce(Delegations delegations, Nesting nesting, Supplier<String> ids) {
        this.now = delegations;
        this.nesting = nesting;
        this.ids = ids;
    }

    Delegations now() {
        return now;
    }

    /** The stream of an entity, if it has one. */
    Optional<ManagerStream> stream(Jid manager) {
        return managers.find(manager);
    }

    /** Whether a component manages something, or has heard on its present stream that it does. */
    boolean isManager(Jid component) {
        return now.managers().contains(component)
                || managers.find(component).filter(ManagerStream::wasTold).isPresent();
    }

    /** A component connected: tells it what it manages, if that is anything, and asks what it has to say of it. */
    void connected(ComponentLink link) {
        lock.writeLock().lock();
        try {
            ManagerStream stream = new ManagerStream(link, ids);
            tell(stream, now, new ArrayList<>());
            managers.connected(stream);
        } finally {
            lock.writeLock().unlock();
        }
    }

    void gone(ComponentLink link) {
        managers.gone(link);
    }

    /**
     * Does something that these delegations say, for as long as they cannot be replaced.
     *
     * @param step only puts stanzas on a stream
     * @return empty if others apply by now: then nothing was done
     */
    @SuppressWarnings("ReferenceEquality") // this very snapshot
    <T> Optional<T> during(Delegations decided, Supplier<T> step) {
        lock.readLock().lock();
        try {
            return decided == now ? Optional.of(step.get()) : Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Replaces the delegations. When this returns, nothing more is forwarded that only the old ones said. */
    void replace(Delegations next) {
        Collection<Assignment> ended = new ArrayList<>();
        lock.writeLock().lock();
        try {
            for (ManagerStream stream : managers.all()) {
                tell(stream, next, ended);
            }
            // At last: who sees these delegations sees what the streams hold by them, and speaks to them behind this.
            now = next;
        } finally {
            lock.writeLock().unlock();
        }
        ended.forEach(Assignment::end);
    }

    private void tell(ManagerStream stream, Delegations delegations, Collection<Assignment> ended) {
        ManagerStream.Changes changes =
                stream.assign(delegations.of(stream.link().jid()));
        ended.addAll(changes.ended());
        List<ManagerStream.Question> news = changes.news();
        changes.messages().forEach(stream.link()::send);
        news.forEach(question -> nesting.ask(stream, question));
    }
}
