package im.regent.privilege.delegation;

import im.regent.core.routing.Target;
import im.regent.core.session.ComponentLink;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One connection of a managing entity, and what is kept for as long as it lasts: how much it has to answer, and what it said of
 * itself. Safe for every thread.
 */
final class ManagerStream {
    /** Fewer than the exchanges that a component may have open: its own requests, which answers may wait for, have room. */
    static final int MAX_OPEN = 500;

    private record Subject(String host, String namespace, Target target) {}

    private final ComponentLink link;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicBoolean hasWarned = new AtomicBoolean();
    private final ConcurrentHashMap<Subject, NestedInfo> nested = new ConcurrentHashMap<>();
    private volatile boolean isGone;

    ManagerStream(ComponentLink link) {
        this.link = link;
    }

    ComponentLink link() {
        return link;
    }

    /** Counts one more request that it has to answer, unless there are too many. */
    boolean enter() {
        boolean hasRoom = open.incrementAndGet() <= MAX_OPEN;
        if (!hasRoom) {
            open.decrementAndGet();
        }
        return hasRoom;
    }

    /** A request is answered, or given up. */
    void leave() {
        open.decrementAndGet();
    }

    /** Whether this is the first complaint. */
    boolean isFirstComplaint() {
        return hasWarned.compareAndSet(false, true);
    }

    void end() {
        isGone = true;
    }

    boolean isGone() {
        return isGone;
    }

    /** Keeps what it said of a namespace on a virtual host, or on the accounts there. */
    void keep(String host, String namespace, Target target, NestedInfo info) {
        nested.put(new Subject(host, namespace, target), info);
    }

    /** What it said of a namespace. */
    Optional<NestedInfo> nested(String host, String namespace, Target target) {
        return Optional.ofNullable(nested.get(new Subject(host, namespace, target)));
    }
}
