package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Presence;
import im.regent.core.time.TokenBucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One component, or an account that is an entity: its stream, or those of its sessions that are available, what each has been
 * told of whom, and what it would be told if it had connected now.
 *
 * <p>The problem: sessions and contacts come and go on many loops while the entity connects on its own and an administrator
 * changes what it may see, and each must be told as available once and as unavailable once, no matter how these meet. The
 * idea: every event and every change of the stream or the grants is one step under this object's lock, in which it is decided
 * and sent; {@code told} of a {@link Receiver} holds the addresses that it believes to be available. Who was not told that somebody came is
 * not told that they went.
 *
 * <p>Safe for every thread. Under the lock stanzas are only put in order on a stream, which never waits; no other lock of
 * this package is taken. Nothing is kept for an entity that is absent but the view of contacts, which is bounded.
 */
final class PrivilegedEntity {
    /** What an entity may see, by the grants that apply. */
    interface Sight {
        /** The grants of the entity, by virtual host. */
        Map<String, Grant> grants();

        /** Whether it sees the presence of a managed account with this address. */
        boolean isManaged(Jid who);

        /** Whether it sees the presence of this account's contacts. */
        boolean seesContactsOf(Jid account);

        /** Shows the presence of every managed session. */
        void forEachManaged(Consumer<Presence> consumer);
    }

    private final Jid jid;
    private final Supplier<String> ids;
    private final ContactView contacts = new ContactView();
    /** By address: one for a component, and one for each available session of an account. */
    private final Map<Jid, Receiver> receivers = new LinkedHashMap<>();

    private @Nullable TokenBucket pace;
    private int perSecond;
    private int pendingIqs;

    /** @param ids makes unguessable ids */
    PrivilegedEntity(Jid jid, Supplier<String> ids) {
        this.jid = jid;
        this.ids = ids;
    }

    Jid jid() {
        return jid;
    }

    synchronized boolean isConnected() {
        return !receivers.isEmpty();
    }

    /** Does something between two other steps. */
    synchronized void inOrder(Runnable step) {
        step.run();
    }

    /**
     * The entity connected: sends the advertisements, then everybody who is available.
     *
     * @param advertised runs between the two, and only puts stanzas on the stream
     */
    synchronized void connected(Origin stream, Runnable advertised, Sight sight) {
        Receiver fresh = new Receiver(stream, jid, ids);
        receivers.put(stream.jid(), fresh);
        fresh.announce(sight.grants());
        advertised.run();
        show(fresh, sight);
    }

    /**
     * A session of the account that this is became available; it may be known already.
     *
     * @param isThere whether it still is
     */
    synchronized void appeared(Origin session, BooleanSupplier isThere, Sight sight) {
        Receiver known = receivers.get(session.jid());
        boolean isKnown = known != null && known.isOn(session);
        if (!isKnown && isThere.getAsBoolean()) {
            connected(session, () -> {}, sight);
        }
    }

    /**
     * The grants have changed. Who is not seen any more is told to be unavailable, while the entity knows of the permission;
     * then it learns what it may do now, and then of everybody who is seen anew.
     */
    synchronized void changed(Sight sight) {
        contacts.retain(sight::seesContactsOf);
        for (Receiver receiver : receivers.values()) {
            receiver.keepOnly(who -> sight.isManaged(who) || contacts.sees(who));
            receiver.announce(sight.grants());
            show(receiver, sight);
        }
    }

    private void show(Receiver receiver, Sight sight) {
        sight.forEachManaged(receiver::came);
        contacts.forEach(receiver::came);
    }

    /** A stream ended. It may be an old one: the end of a stream that was replaced can come after the start of the next. */
    synchronized void gone(Origin old) {
        receivers.values().removeIf(receiver -> receiver.isOn(old));
    }

    /** Whether the last advertisement of a host on a present stream has this id. */
    synchronized boolean wasAdvertised(String id) {
        return receivers.values().stream().anyMatch(receiver -> receiver.wasSent(id));
    }

    /** Whether it has heard of any privilege on a present stream. */
    synchronized boolean wasAdvertised() {
        return receivers.values().stream().anyMatch(Receiver::wasAdvertised);
    }

    /** Counts one act; returns how long it has to wait so that there are so many in a second and no more. */
    synchronized Duration pace(int limit, LongSupplier nanoTime) {
        if (pace == null || perSecond != limit) {
            perSecond = limit;
            pace = new TokenBucket(limit, limit, nanoTime);
        }
        return pace.spend(1) ? Duration.ZERO : pace.debt();
    }

    /** Counts one more request that waits for an answer, unless there are so many. */
    synchronized boolean opened(int limit) {
        boolean hasRoom = pendingIqs < limit;
        pendingIqs += hasRoom ? 1 : 0;
        return hasRoom;
    }

    /** A request waits no more. */
    synchronized void closed() {
        pendingIqs--;
    }

    /** Sends a roster push; nothing is kept for an absent entity. */
    synchronized void push(Iq push) {
        receivers.values().forEach(receiver -> receiver.push(push));
    }

    /** Somebody became available. */
    synchronized void came(Presence presence) {
        receivers.values().forEach(receiver -> receiver.came(presence));
    }

    /** Somebody who is available has sent another presence. */
    synchronized void updated(Presence presence, PresenceUpdates wanted) {
        receivers.values().forEach(receiver -> receiver.updated(presence, wanted));
    }

    /** Somebody is not available any more. */
    synchronized void went(Presence presence) {
        receivers.values().forEach(receiver -> receiver.went(presence));
    }

    /** An ordinary presence, for an entity that is in rosters itself, tells it what it would be told otherwise. */
    synchronized void toldOrdinarily(Presence presence) {
        receivers.values().forEach(receiver -> receiver.toldOrdinarily(presence));
    }

    /** A managed account sees the presence of a contact. */
    synchronized void contactCame(Jid account, Presence presence, PresenceUpdates wanted) {
        if (contacts.see(account, presence)) {
            updated(presence, wanted);
            came(presence);
        }
    }

    /** A managed account sees that a contact went. */
    synchronized void contactWent(Jid account, Presence presence) {
        for (Jid gone : contacts.lose(account, presence.sender())) {
            went(gone.equals(presence.sender()) ? presence : Receiver.unavailable(gone));
        }
    }

    /** A managed account is not subscribed to a contact any more. */
    synchronized void contactLost(Jid account, Jid contact) {
        contacts.lose(account, contact.bare()).forEach(gone -> went(Receiver.unavailable(gone)));
    }
}
