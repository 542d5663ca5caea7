package im.regent.im.roster;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Subscription;
import java.util.List;

/**
 * All that the server keeps of a contact.
 *
 * <p>RFC 6121 Appendix A.1: who asked for a subscription and was never added by the owner has a record and is not in the
 * roster. Who was removed keeps a record for a while, so that clients with an older roster hear of the removal.
 *
 * @param item what the owner sees; empty values where the contact is not listed
 * @param isListed whether the contact is in the roster
 * @param requests the contact's pending subscription request, a whole presence stanza: one or none
 * @param version the roster's version when {@code item} last changed or was removed; 0 if it never was listed
 */
record Contact(RosterItem item, boolean isListed, List<Element> requests, long version) implements RosterRow {
    static final String ELEMENT = "contact";

    Contact {
        requests = List.copyOf(requests);
    }

    /** A contact of which nothing is known. */
    static Contact unknown(Jid jid) {
        return new Contact(new RosterItem(jid, "", List.of(), Subscription.NONE, false, false), false, List.of(), 0);
    }

    SubscriptionState state() {
        return new SubscriptionState(
                item.subscription().hasTo(),
                item.subscription().hasFrom(),
                item.isAsking(),
                !requests.isEmpty(),
                item.isApproved());
    }

    /** A copy in another state; {@code request} is kept if the state is newly pending in. */
    Contact in(SubscriptionState state, Element request) {
        List<Element> kept = !state.isPendingIn() ? List.of() : requests.isEmpty() ? List.of(request) : requests;
        RosterItem changed = new RosterItem(
                item.jid(), item.name(), item.groups(), state.settled(), state.isPendingOut(), state.isApproved());
        boolean concernsOwner = state.hasTo() || state.hasFrom() || state.isPendingOut() || state.isApproved();
        return new Contact(changed, isListed || concernsOwner, kept, version);
    }

    /** A copy that is listed under another name. */
    Contact named(String name, List<String> groups) {
        RosterItem renamed =
                new RosterItem(item.jid(), name, groups, item.subscription(), item.isAsking(), item.isApproved());
        return new Contact(renamed, true, requests, version);
    }

    Contact at(long newVersion) {
        return new Contact(item, isListed, requests, newVersion);
    }

    /** Whether clients with an older roster still have to hear that the contact was removed. */
    boolean isRemoved() {
        return !isListed && version > 0;
    }

    @Override
    public Element xml() {
        Element element = Element.of(NAMESPACE, ELEMENT)
                .with("version", Long.toString(version))
                .with("listed", Boolean.toString(isListed))
                .plus(RosterXml.item(item));
        for (Element request : requests) {
            element = element.plus(Element.of(NAMESPACE, "request", request));
        }
        return element;
    }

    static Contact decode(Element element) {
        RosterItem item = element.child(RosterXml.NAMESPACE, "item")
                .map(RosterXml::stored)
                .orElseThrow(() -> new IllegalArgumentException("a stored contact without <item/>"));
        List<Element> requests = element.child(NAMESPACE, "request").stream()
                .flatMap(request -> request.children().stream())
                .toList();
        return new Contact(
                item,
                Boolean.parseBoolean(element.attribute("listed", "true")),
                requests,
                Long.parseLong(element.attribute("version", "0")));
    }
}
