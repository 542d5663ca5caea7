package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterChange;
import im.regent.im.api.RosterItem;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Tells entities of every change of a managed roster (XEP-0356 §4.4). What an entity answers to a push goes the way of every
 * answer that nobody waits for: it is dropped.
 */
final class RosterPushes {
    private final PrivilegedEntities entities;
    private final Supplier<String> ids;

    RosterPushes(PrivilegedEntities entities, Supplier<String> ids) {
        this.entities = entities;
        this.ids = ids;
    }

    void on(RosterChange change) {
        Jid contact = change.item().jid();
        BiPredicate<Grant, Jid> wanted = (grant, account) ->
                grant.hasPushes(account) && grant.rosterScope().includes(contact);
        entities.forEach(change.account(), wanted, entity -> {
            Stanza push = Iq.request(Iq.Type.SET, ids.get(), query(change))
                    .withFrom(change.account().bare());
            if (!entity.jid().equals(change.account().bare())) {
                entity.push((Iq) push);
            }
        });
    }

    private static Element query(RosterChange change) {
        return Element.of(PrivilegeXml.ROSTER, "query")
                .with("ver", change.version())
                .plus(item(change.item(), change.isRemoved()));
    }

    private static Element item(RosterItem item, boolean isRemoved) {
        Element xml =
                Element.of(PrivilegeXml.ROSTER, "item").with("jid", item.jid().toString());
        if (isRemoved) {
            return xml.with("subscription", "remove");
        }
        if (!item.name().isEmpty()) {
            xml = xml.with("name", item.name());
        }
        xml = xml.with("subscription", item.subscription().value());
        if (item.isAsking()) {
            xml = xml.with("ask", "subscribe");
        }
        if (item.isApproved()) {
            xml = xml.with("approved", "true");
        }
        for (String group : item.groups()) {
            xml = xml.plusText("group", group);
        }
        return xml;
    }
}
