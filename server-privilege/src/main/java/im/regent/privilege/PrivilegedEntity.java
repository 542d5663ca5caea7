package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Presence;
import im.regent.core.time.TokenBucket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One component: its stream, if it has one, what it has been told of whom, and what it would be told if it had connected now.
 *
 * <p>The problem: sessions and contacts come and go on many loops while the entity connects on its own and an administrator
 * changes what it may see, and each must be told as available once and as unavailable once, no matter how these meet. The
 * idea: every event and every change of the stream or the grants is one step under this object's lock, in which it is decided
 * and sent; {@code told} holds the addresses that the entity believes to be available. Who was not told that somebody came is
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
    private final ContactView contacts = new ContactView();
    /** By address, whether it was told by ordinary presence: that is not taken back with the privilege. */
    private final Map<Jid, Boolean> told = new HashMap<>();

    private final Announcements announcements;
    private @Nullable ComponentLink link;
    private @Nullable TokenBucket pace;
    private int perSecond;
    private int pendingIqs;

    /** @param ids makes unguessable ids */
    PrivilegedEntity(Jid jid, Supplier<String> ids) {
        this.jid = jid;
        this.announcements = new Announcements(jid, ids);
    }

    Jid jid() {
        return jid;
    }

    synchronized boolean isConnected() {
        return link != null;
    }

    /** Does something between two other steps. */
    synchronized void inOrder(Runnable step) {
        step.run();
    }

    /** The entity connected: sends the advertisements, then everybody who is available. */
    synchronized void connected(ComponentLink fresh, Sight sight) {
        link = fresh;
        told.clear();
        announcements.clear();
        show(fresh, sight);
    }

    /**
     * The grants have changed. Who is not seen any more is told to be unavailable, while the entity knows of the permission;
     * then it learns what it may do now, and then of everybody who is seen anew.
     */
    synchronized void changed(Sight sight) {
        contacts.retain(sight::seesContactsOf);
        if (link == null) {
            return;
        }
        Predicate<Map.Entry<Jid, Boolean>> isUnseen =
                entry -> !entry.getValue() && !sight.isManaged(entry.getKey()) && !contacts.sees(entry.getKey());
        List<Jid> unseen = told.entrySet().stream()
                .filter(isUnseen)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        unseen.forEach(who -> went(unavailable(who)));
        show(link, sight);
    }

    private void show(ComponentLink to, Sight sight) {
        announcements.of(sight.grants()).forEach(to::send);
        sight.forEachManaged(this::came);
        contacts.forEach(this::came);
    }

    /** A stream ended. It may be an old one: the end of a stream that was replaced can come after the start of the next. */
    @SuppressWarnings("ReferenceEquality") // this very stream
    synchronized void gone(ComponentLink old) {
        if (link == old) {
            link = null;
            told.clear();
            announcements.clear();
        }
    }

    /** Whether the last advertisement of a host on the present stream has this id. */
    synchronized boolean wasAdvertised(String id) {
        return announcements.wasSent(id);
    }

    /** Whether it has heard of any privilege on its present stream. */
    synchronized boolean wasAdvertised() {
        return !announcements.isEmpty();
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
        if (link != null) {
            link.send(push);
        }
    }

    /** Somebody became available. */
    synchronized void came(Presence presence) {
        if (link != null && told.putIfAbsent(presence.sender(), false) == null) {
            link.send(presence.withTo(jid));
        }
    }

    /** Somebody is not available any more. */
    synchronized void went(Presence presence) {
        if (link != null && told.remove(presence.sender()) != null) {
            link.send(presence.withTo(jid));
        }
    }

    /** An ordinary presence, for a gateway that is in rosters itself, tells the entity what it would be told otherwise. */
    synchronized void toldOrdinarily(Presence presence) {
        if (presence.type() == Presence.Type.AVAILABLE && link != null) {
            told.put(presence.sender(), true);
        } else if (presence.type() == Presence.Type.UNAVAILABLE) {
            told.remove(presence.sender());
        }
    }

    /** A managed account sees the presence of a contact. */
    synchronized void contactCame(Jid account, Presence presence) {
        if (contacts.see(account, presence)) {
            came(presence);
        }
    }

    /** A managed account sees that a contact went. */
    synchronized void contactWent(Jid account, Presence presence) {
        for (Jid gone : contacts.lose(account, presence.sender())) {
            went(gone.equals(presence.sender()) ? presence : unavailable(gone));
        }
    }

    /** A managed account is not subscribed to a contact any more. */
    synchronized void contactLost(Jid account, Jid contact) {
        contacts.lose(account, contact.bare()).forEach(gone -> went(unavailable(gone)));
    }

    private static Presence unavailable(Jid from) {
        return Presence.of(Presence.Type.UNAVAILABLE).withFrom(from);
    }
}
