package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.jid.MalformedJidException;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Presence;
import im.regent.core.xml.Element;
import im.regent.im.api.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a roster set asks for (RFC 6121 §2.1.5). {@code ask} and {@code approved} are ignored, and so is every {@code
 * subscription} of a client but {@code remove}.
 *
 * @param subscription what the subscription shall be, where that can be chosen; empty if it stays as it is
 */
record RosterSet(
        Jid contact, String name, List<String> groups, boolean isRemoval, Optional<Subscription> subscription) {
    private static final Element NO_REQUEST =
            Presence.of(Presence.Type.SUBSCRIBE).xml();

    /** @param isFree whether the subscription can be chosen */
    static RosterSet parse(Element query, Jid account, RosterSettings limits, boolean isFree)
            throws MalformedRosterSetException {
        List<Element> items = query.children(RosterXml.NAMESPACE, "item");
        if (items.size() != 1) {
            throw new MalformedRosterSetException(
                    Condition.BAD_REQUEST, "a roster set must contain exactly one <item/>");
        }
        Element item = items.get(0);
        Jid contact = contact(item);
        if (contact.equals(account)) {
            throw new MalformedRosterSetException(Condition.NOT_ALLOWED, "nobody is in their own roster");
        }
        String name = item.attribute("name", "");
        if (bytes(name) > limits.maxNameBytes()) {
            throw new MalformedRosterSetException(Condition.NOT_ACCEPTABLE, "the name is too long");
        }
        String subscription = item.attribute("subscription", "");
        return new RosterSet(
                contact,
                name,
                groups(item, limits),
                subscription.equals("remove"),
                isFree ? named(subscription) : Optional.empty());
    }

    private static Optional<Subscription> named(String value) {
        return Arrays.stream(Subscription.values())
                .filter(each -> each.value().equals(value))
                .findFirst();
    }

    private static Jid contact(Element item) throws MalformedRosterSetException {
        String jid = item.attribute("jid", "");
        if (jid.isEmpty()) {
            throw new MalformedRosterSetException(Condition.BAD_REQUEST, "<item/> needs a 'jid'");
        }
        try {
            return Jid.parse(jid).bare();
        } catch (MalformedJidException e) {
            throw new MalformedRosterSetException(Condition.JID_MALFORMED, "'jid': " + e.getMessage());
        }
    }

    private static List<String> groups(Element item, RosterSettings limits) throws MalformedRosterSetException {
        List<String> groups = new ArrayList<>();
        for (Element element : item.children(RosterXml.NAMESPACE, "group")) {
            String group = element.text();
            if (group.isEmpty() || bytes(group) > limits.maxNameBytes()) {
                throw new MalformedRosterSetException(Condition.NOT_ACCEPTABLE, "a group's name is empty or too long");
            }
            groups.add(group);
        }
        if (new HashSet<>(groups).size() < groups.size()) {
            throw new MalformedRosterSetException(Condition.BAD_REQUEST, "a group is given twice");
        }
        if (groups.size() > limits.maxGroups()) {
            throw new MalformedRosterSetException(
                    Condition.POLICY_VIOLATION, "a contact may be in " + limits.maxGroups() + " groups");
        }
        return List.copyOf(groups);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The pure change. */
    RosterStore.Decision on(Roster roster, int maxItems) {
        Contact before = roster.contact(contact);
        if (isRemoval) {
            return before.isListed()
                    ? new RosterStore.Decision(RosterEdit.Outcome.DONE, Contact.unknown(contact), true)
                    : new RosterStore.Decision(RosterEdit.Outcome.NO_ITEM, before, false);
        }
        if (!before.isListed() && roster.size() >= maxItems) {
            return new RosterStore.Decision(RosterEdit.Outcome.NO_ROOM, before, false);
        }
        Contact named = before.named(name, groups);
        Contact after = subscription
                .map(wanted -> named.in(settled(named.state(), wanted), NO_REQUEST))
                .orElse(named);
        return new RosterStore.Decision(RosterEdit.Outcome.DONE, after, true);
    }

    /** Nobody has to ask any more for what is there. */
    private static SubscriptionState settled(SubscriptionState state, Subscription wanted) {
        return new SubscriptionState(
                wanted.hasTo(),
                wanted.hasFrom(),
                state.isPendingOut() && !wanted.hasTo(),
                state.isPendingIn() && !wanted.hasFrom(),
                state.isApproved());
    }
}
