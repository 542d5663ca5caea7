package im.regent.privilege;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.im.api.ContactPresence;
import im.regent.im.api.Presences;
import im.regent.im.api.RosterChange;
import im.regent.im.api.SessionPresence;
import java.util.function.Consumer;

/**
 * Presence of managed accounts and of their contacts (XEP-0356 §7). "Only initial <presence/> stanzas and <presence/> stanzas
 * with a 'type' attribute with the value "unavailable" are transmitted to the privileged entity", unless an administrator wants more ({@link PresenceUpdates}).
 */
final class PrivilegedPresence {
    private final PrivilegedEntities entities;
    private final Presences presences;

    PrivilegedPresence(PrivilegedEntities entities, Presences presences) {
        this.entities = entities;
        this.presences = presences;
    }

    /** Shows the current presence of every managed session that the entity may see. */
    void show(Grants grants, Jid entity, Consumer<Presence> consumer) {
        presences.forEach(session -> {
            if (isManaged(session.presence().sender(), grants, entity)) {
                consumer.accept(session.presence());
            }
        });
    }

    private static boolean isManaged(Jid who, Grants grants, Jid entity) {
        return grants.find(who.domain(), entity)
                .filter(Grant::hasManagedPresence)
                .isPresent();
    }

    void becameAvailable(SessionPresence what) {
        Presence presence = what.presence();
        entities.forEach(
                presence.sender().domain(), Grant::hasManagedPresence, (entity, grants) -> entity.came(presence));
    }

    void becameUnavailable(SessionPresence what) {
        Presence presence = what.presence();
        entities.forEach(
                presence.sender().domain(), Grant::hasManagedPresence, (entity, grants) -> entity.went(presence));
    }

    /** A session that was available has broadcast presence; so has one that became available just now. */
    Verdict changed(Stanza stanza, Origin origin) {
        if (stanza instanceof Presence presence
                && presence.type() == Presence.Type.AVAILABLE
                && presence.to().isEmpty()
                && origin instanceof Session session) {
            String host = session.jid().domain();
            presences
                    .of(session)
                    .ifPresent(last -> entities.forEach(
                            host,
                            Grant::hasManagedPresence,
                            (entity, grants) -> entity.changed(last.presence(), updates(grants, host, entity))));
        }
        return Verdict.pass();
    }

    private static PresenceUpdates updates(Grants grants, String host, PrivilegedEntity entity) {
        return grants.find(host, entity.jid()).map(Grant::updates).orElse(PresenceUpdates.INITIAL);
    }

    void contact(ContactPresence what) {
        Presence presence = what.presence();
        entities.forEach(what.account().domain(), Grant::hasRosterPresence, (entity, grants) -> {
            // Never an echo of the entity's own addresses, and never twice what it sees as a managed account anyway.
            boolean isOwn = presence.sender().domain().equals(entity.jid().domain());
            if (isOwn || isManaged(presence.sender(), grants, entity.jid())) {
                return;
            }
            if (presence.type() == Presence.Type.AVAILABLE) {
                PresenceUpdates updates = updates(grants, what.account().domain(), entity);
                entity.contactCame(what.account(), presence, updates);
            } else if (presence.type() == Presence.Type.UNAVAILABLE) {
                entity.contactWent(what.account(), presence);
            }
        });
    }

    void rosterChanged(RosterChange change) {
        if (change.isRemoved() || !change.item().subscription().hasTo()) {
            entities.forEach(
                    change.account().domain(),
                    Grant::hasRosterPresence,
                    (entity, grants) ->
                            entity.contactLost(change.account(), change.item().jid()));
        }
    }

    /** Notes what a session broadcasts to an entity that is in the user's roster: it is not told the same again. */
    Verdict noteOrdinary(Stanza stanza, Origin origin) {
        if (stanza instanceof Presence presence && origin instanceof Session session) {
            boolean isAvailable = presences.of(session).isPresent();
            boolean isBroadcast = presence.type() == Presence.Type.AVAILABLE && isAvailable
                    || presence.type() == Presence.Type.UNAVAILABLE && !isAvailable;
            if (isBroadcast && presence.sender().equals(session.jid())) {
                entities.find(presence.receiver()).ifPresent(entity -> entity.toldOrdinarily(presence));
            }
        }
        return Verdict.pass();
    }
}
