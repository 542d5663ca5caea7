package im.regent.im.presence;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import im.regent.im.api.SessionPresence;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one session has told whom about its presence. Written on the session's loop, but for what inbound presence takes from
 * the directed addresses; read from every thread.
 */
final class Availability {
    /** A broadcast with the time when it came. */
    record Broadcast(SessionPresence what, Instant at) {
        /** As it is told to those who ask later. */
        Presence delayed() {
            return Delay.stamp(what.presence(), at);
        }
    }

    private final Set<Jid> directed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Broadcast last;
    private volatile boolean hasEnded;

    static Availability of(Session session) {
        return session.state(Availability.class, Availability::new);
    }

    /** The last broadcast of a session that is available. */
    static Optional<Broadcast> current(Session session) {
        return session.state(Availability.class)
                .filter(availability -> !availability.hasEnded)
                .flatMap(Availability::last);
    }

    Optional<Broadcast> last() {
        return Optional.ofNullable(last);
    }

    void becomeAvailable(Broadcast broadcast) {
        last = broadcast;
    }

    void becomeUnavailable() {
        last = null;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    void end() {
        hasEnded = true;
    }

    /** Notes that the address knows of the session; false if there is no room. */
    boolean tell(Jid address, int limit) {
        if (directed.contains(address)) {
            return true;
        }
        return directed.size() < limit && directed.add(address);
    }

    /** The address need not be told of the session's end any more. */
    void forget(Jid address) {
        directed.remove(address);
    }

    /** Forgets what was told to any resource of an address; tells whether there was something. */
    boolean forgetAll(Jid bare) {
        return directed.removeIf(address -> address.bare().equals(bare));
    }

    boolean hasTold(Jid address) {
        return directed.contains(address) || directed.contains(address.bare());
    }

    /** Whether any resource of the address knows of the session, which has not ended. */
    boolean hasToldAny(Jid bare) {
        return !hasEnded && directed.stream().anyMatch(address -> address.bare().equals(bare));
    }

    boolean hasTold() {
        return !directed.isEmpty();
    }

    /** Those whom the function means by an address that knows of the session; such an address is forgotten if it is one of them. */
    Set<Jid> takeTold(Function<Jid, Set<Jid>> meant) {
        Set<Jid> taken = new HashSet<>();
        directed.removeIf(address -> {
            Set<Jid> told = meant.apply(address);
            taken.addAll(told);
            return told.contains(address);
        });
        return taken;
    }

    /** The addresses that know of the session, in order. */
    List<Jid> told() {
        return directed.stream().sorted().toList();
    }

    /** As {@link #told}; they are forgotten. */
    List<Jid> takeTold() {
        List<Jid> told = told();
        directed.clear();
        return told;
    }
}
