package im.regent.privilege;

import im.regent.core.stanza.Presence;
import im.regent.core.xml.Element;
import java.util.List;

/**
 * Of which presence an entity is told while somebody stays available. XEP-0356 §7.1 speaks of every change of presence, and in the
 * next sentence of initial and unavailable presence only.
 */
enum PresenceUpdates {
    /** Of none. */
    INITIAL,
    /** Where the entity capabilities (XEP-0115, XEP-0390) have changed: a client wants other notifications than before. */
    CAPS,
    /** Of all that differs from the one before. */
    ALL;

    boolean covers(Presence before, Presence now) {
        return switch (this) {
            case INITIAL -> false;
            case CAPS -> !caps(before).equals(caps(now));
            case ALL -> !before.equals(now);
        };
    }

    private static List<Element> caps(Presence presence) {
        return presence.xml().children().stream()
                .filter(child -> child.is("http://jabber.org/protocol/caps", "c") || child.is("urn:xmpp:caps", "c"))
                .toList();
    }
}
