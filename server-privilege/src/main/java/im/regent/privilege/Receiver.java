package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** One stream of an entity, and what it has been told. Confined to the lock of its {@link PrivilegedEntity}. */
final class Receiver {
    private final Origin stream;
    private final Jid entity;
    private final Announcements announcements;
    private final Map<Jid, Told> told = new HashMap<>();

    /**
     * What was told of an address.
     *
     * @param isOrdinary whether by ordinary presence: that is not taken back with the privilege, nor kept up to date by it
     */
    private record Told(Presence last, boolean isOrdinary) {
        private Told {
            last = ContactView.bounded(last);
        }
    }

    Receiver(Origin stream, Jid entity, Supplier<String> ids) {
        this.stream = stream;
        this.entity = entity;
        this.announcements = new Announcements(stream.jid(), ids);
    }

    @SuppressWarnings("ReferenceEquality") // this very stream
    boolean isOn(Origin other) {
        return stream == other;
    }

    /** Says what may be done, as far as that is new. */
    void announce(Map<String, Grant> grants) {
        announcements.of(grants).forEach(stream::reply);
    }

    boolean wasSent(String id) {
        return announcements.wasSent(id);
    }

    boolean wasAdvertised() {
        return !announcements.isEmpty();
    }

    void push(Iq push) {
        stream.reply(push.withTo(stream.jid()));
    }

    /** A session is never told of its own account: it hears of that anyway. */
    void came(Presence presence) {
        boolean isOther = !presence.sender().bare().equals(entity);
        if (isOther && !told.containsKey(presence.sender())) {
            Presence fresh = presence.withTo(stream.jid());
            told.put(presence.sender(), new Told(fresh, false));
            stream.reply(fresh);
        }
    }

    /** Somebody who is available has sent another presence. */
    void updated(Presence presence, PresenceUpdates wanted) {
        Told before = told.get(presence.sender());
        Presence now = presence.withTo(stream.jid());
        if (before != null && !before.isOrdinary() && wanted.covers(before.last(), now)) {
            told.put(presence.sender(), new Told(now, false));
            stream.reply(now);
        }
    }

    void went(Presence presence) {
        if (told.remove(presence.sender()) != null) {
            stream.reply(presence.withTo(stream.jid()));
        }
    }

    void toldOrdinarily(Presence presence) {
        if (presence.type() == Presence.Type.AVAILABLE) {
            told.put(presence.sender(), new Told(presence, true));
        } else if (presence.type() == Presence.Type.UNAVAILABLE) {
            told.remove(presence.sender());
        }
    }

    /** Takes everybody back who is not seen any more. */
    void keepOnly(Predicate<Jid> seen) {
        List<Jid> unseen = told.entrySet().stream()
                .filter(entry -> !entry.getValue().isOrdinary() && !seen.test(entry.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        unseen.forEach(who -> went(unavailable(who)));
    }

    static Presence unavailable(Jid from) {
        return Presence.of(Presence.Type.UNAVAILABLE).withFrom(from);
    }
}
