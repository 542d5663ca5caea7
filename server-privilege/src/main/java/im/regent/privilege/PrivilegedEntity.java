package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.session.ComponentLink;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One configured entity: its stream, if it has one, what it has been told of whom, and what it would be told if it had
 * connected now.
 *
 * <p>The problem: sessions and contacts come and go on many loops while the entity connects on its own, and each must be told
 * as available once and as unavailable once, no matter how these meet. The idea: every event and every change of the stream
 * is one step under this object's lock, in which it is decided and sent; {@code told} holds the addresses that the entity
 * believes to be available, with what it was told last. Who was not told that somebody came is not told that they went.
 *
 * <p>Safe for every thread. Under the lock stanzas are only put in order on a stream, which never waits; no other lock of
 * this package is taken. Nothing is kept for an entity that is absent but the view of contacts, which is bounded.
 */
final class PrivilegedEntity {
    private final Jid jid;
    private final ContactView contacts = new ContactView();
    private final Map<Jid, Presence> told = new HashMap<>();
    private Set<String> advertisements = Set.of();
    private @Nullable ComponentLink link;

    PrivilegedEntity(Jid jid) {
        this.jid = jid;
    }

    Jid jid() {
        return jid;
    }

    /**
     * The entity connected: sends the advertisements, then everybody who is available.
     *
     * @param advertised runs between the two, and only puts stanzas on the stream
     * @param managed shows it the current presence of the managed sessions that it may see
     */
    synchronized void connected(
            ComponentLink fresh, List<Message> first, Runnable advertised, Consumer<Consumer<Presence>> managed) {
        link = fresh;
        told.clear();
        advertisements = new HashSet<>(first.stream().map(Message::id).toList());
        first.forEach(fresh::send);
        advertised.run();
        managed.accept(this::came);
        contacts.forEach(this::came);
    }

    /** A stream ended. It may be an old one: the end of a stream that was replaced can come after the start of the next. */
    @SuppressWarnings("ReferenceEquality") // this very stream
    synchronized void gone(ComponentLink old) {
        if (link == old) {
            link = null;
            told.clear();
        }
    }

    /** Whether the entity was sent an advertisement with this id on its present stream. */
    synchronized boolean wasAdvertised(String id) {
        return advertisements.contains(id);
    }

    /** Sends a roster push; nothing is kept for an absent entity. */
    synchronized void push(Iq push) {
        if (link != null) {
            link.send(push);
        }
    }

    /** Somebody became available. */
    synchronized void came(Presence presence) {
        Presence fresh = presence.withTo(jid);
        if (link != null && told.putIfAbsent(presence.sender(), fresh) == null) {
            link.send(fresh);
        }
    }

    /** Somebody who is available has sent presence again, or for the first time. */
    synchronized void changed(Presence presence, PresenceUpdates updates) {
        Presence fresh = presence.withTo(jid);
        Presence before = told.get(presence.sender());
        if (link != null && before != null && updates.covers(before, fresh)) {
            told.put(presence.sender(), fresh);
            link.send(fresh);
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
            told.put(presence.sender(), presence.withTo(jid));
        } else if (presence.type() == Presence.Type.UNAVAILABLE) {
            told.remove(presence.sender());
        }
    }

    /** A managed account sees the presence of a contact. */
    synchronized void contactCame(Jid account, Presence presence, PresenceUpdates updates) {
        if (contacts.see(account, presence)) {
            came(presence);
            changed(presence, updates);
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
