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
import java.util.Map;
import java.util.function.Consumer;

/**
 * Presence of managed accounts and of their contacts (XEP-0356 §7). "Only initial <presence/> stanzas and <presence/> stanzas
 * with a 'type' attribute with the value "unavailable" are transmitted to the privileged entity".
 */
final class PrivilegedPresence {
    private final PrivilegedEntities entities;
    private final Presences presences;

    PrivilegedPresence(PrivilegedEntities entities, Presences presences) {
        this.entities = entities;
        this.presences = presences;
    }

    /** The grants have changed: an account that is an entity now may be there already. */
    void changed(PrivilegedEntity entity) {
        if (entity.jid().hasLocal()) {
            presences.available(entity.jid()).forEach(session -> appeared(session.session(), entity));
        }
        entity.changed(of(entity.jid()));
    }

    /** What an entity may see, by the grants that apply when it is asked. */
    PrivilegedEntity.Sight of(Jid entity) {
        return new PrivilegedEntity.Sight() {
            @Override
            public Map<String, Grant> grants() {
                return entities.grants().of(entity);
            }

            @Override
            public boolean isManaged(Jid who) {
                return PrivilegedPresence.isManaged(who, entities.grants(), entity);
            }

            @Override
            public boolean seesContactsOf(Jid account) {
                return entities.grants()
                        .find(account.domain(), entity)
                        .filter(grant -> grant.hasRosterPresence(account))
                        .isPresent();
            }

            @Override
            public void forEachManaged(Consumer<Presence> consumer) {
                Grants now = entities.grants();
                presences.forEach(session -> {
                    if (PrivilegedPresence.isManaged(session.presence().sender(), now, entity)) {
                        consumer.accept(session.presence());
                    }
                });
            }
        };
    }

    private static boolean isManaged(Jid who, Grants grants, Jid entity) {
        return grants.find(who.domain(), entity)
                .filter(grant -> grant.hasManagedPresence(who))
                .isPresent();
    }

    /** Whether this is an account that the entity sees as a managed one, or one that it must not see at all. */
    private boolean isAccount(Jid who, Jid entity) {
        return entities.grants()
                .find(who.domain(), entity)
                .filter(grant -> grant.hasManagedPresence(who) || !grant.scope().includes(who))
                .isPresent();
    }

    void becameAvailable(SessionPresence what) {
        Presence presence = what.presence();
        Jid account = presence.sender().bare();
        if (!entities.grants().of(account).isEmpty()) {
            appeared(what.session(), entities.get(account));
        }
        entities.forEach(presence.sender(), Grant::hasManagedPresence, entity -> entity.came(presence));
    }

    private void appeared(Session session, PrivilegedEntity entity) {
        entity.appeared(session, () -> presences.of(session).isPresent(), of(entity.jid()));
    }

    void updated(SessionPresence what) {
        Presence presence = what.presence();
        entities.forEach(
                presence.sender(),
                Grant::hasManagedPresence,
                entity -> entity.updated(presence, wanted(presence.sender(), entity)));
    }

    private PresenceUpdates wanted(Jid account, PrivilegedEntity entity) {
        return entities.grants()
                .find(account.domain(), entity.jid())
                .map(Grant::updates)
                .orElse(PresenceUpdates.INITIAL);
    }

    void becameUnavailable(SessionPresence what) {
        Presence presence = what.presence();
        entities.find(presence.sender().bare()).ifPresent(entity -> entity.gone(what.session()));
        entities.forEach(presence.sender(), Grant::hasManagedPresence, entity -> entity.went(presence));
    }

    void contact(ContactPresence what) {
        Presence presence = what.presence();
        entities.forEach(what.account(), Grant::hasRosterPresence, entity -> {
            // Never an echo of the entity's own addresses, and never twice what it sees as a managed account anyway.
            boolean isOwn = !entity.jid().hasLocal()
                    && presence.sender().domain().equals(entity.jid().domain());
            if (isOwn || isAccount(presence.sender(), entity.jid())) {
                return;
            }
            if (presence.type() == Presence.Type.AVAILABLE) {
                entity.contactCame(what.account(), presence, wanted(what.account(), entity));
            } else if (presence.type() == Presence.Type.UNAVAILABLE) {
                entity.contactWent(what.account(), presence);
            }
        });
    }

    void rosterChanged(RosterChange change) {
        if (change.isRemoved() || !change.item().subscription().hasTo()) {
            entities.forEach(
                    change.account(),
                    Grant::hasRosterPresence,
                    entity -> entity.contactLost(change.account(), change.item().jid()));
        }
    }

    /** Notes what a session broadcasts to an entity that is in the user's roster: it is not told the same again. */
    Verdict noteOrdinary(Stanza stanza, Origin origin) {
        if (stanza instanceof Presence presence && origin instanceof Session session) {
            boolean isAvailable = presences.of(session).isPresent();
            boolean isBroadcast = presence.type() == Presence.Type.AVAILABLE && isAvailable
                    || presence.type() == Presence.Type.UNAVAILABLE && !isAvailable;
            if (isBroadcast && presence.sender().equals(session.jid())) {
                presence.to()
                        .flatMap(to -> entities.find(to.bare()))
                        .ifPresent(entity -> entity.toldOrdinarily(presence));
            }
        }
        return Verdict.pass();
    }
}
