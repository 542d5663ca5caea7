package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.Node;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Subscription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Rosters on the wire (RFC 6121 §2.1). */
final class RosterXml {
    static final String NAMESPACE = "jabber:iq:roster";
    static final Name QUERY = new Name(NAMESPACE, "query");
    private static final Name ITEM = new Name(NAMESPACE, "item");

    private RosterXml() {}

    /** The {@code <query/>} of a result. */
    static Element query(Collection<RosterItem> items, String version) {
        List<Node> nodes = new ArrayList<>(items.size());
        items.forEach(item -> nodes.add(item(item)));
        return query(nodes, version);
    }

    /** The {@code <query/>} of a push. */
    static Element push(RosterItem item, boolean isRemoved, String version) {
        Element only = isRemoved
                ? Element.of(ITEM, List.of(jid(item), new Attribute("subscription", "remove")), List.of())
                : item(item);
        return query(List.of(only), version);
    }

    private static Element query(List<Node> items, String version) {
        return Element.of(QUERY, List.of(new Attribute("ver", version)), items);
    }

    private static Attribute jid(RosterItem item) {
        return new Attribute("jid", item.jid().toString());
    }

    /** An {@code <item/>}. */
    static Element item(RosterItem item) {
        List<Attribute> attributes = new ArrayList<>(5);
        attributes.add(jid(item));
        if (!item.name().isEmpty()) {
            attributes.add(new Attribute("name", item.name()));
        }
        attributes.add(new Attribute("subscription", item.subscription().value()));
        if (item.isAsking()) {
            attributes.add(new Attribute("ask", "subscribe"));
        }
        if (item.isApproved()) {
            attributes.add(new Attribute("approved", "true"));
        }
        List<Node> groups = new ArrayList<>(item.groups().size());
        item.groups().forEach(group -> groups.add(Element.text(NAMESPACE, "group", group)));
        return Element.of(ITEM, attributes, groups);
    }

    /**
     * The item of an element that this server wrote.
     *
     * @throws IllegalArgumentException when it did not
     */
    static RosterItem stored(Element item) {
        return new RosterItem(
                Jid.valueOf(item.attribute("jid", "")),
                item.attribute("name", ""),
                item.children(NAMESPACE, "group").stream().map(Element::text).toList(),
                Subscription.valueOf(item.attribute("subscription", "none").toUpperCase(Locale.ROOT)),
                item.attribute("ask", "").equals("subscribe"),
                item.attribute("approved", "").equals("true"));
    }
}
