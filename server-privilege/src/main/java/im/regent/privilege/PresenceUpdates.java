package im.regent.privilege;

import im.regent.core.stanza.Presence;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which presence of somebody who is available already an entity is sent (XEP-0356 §7.1 asks for none). */
enum PresenceUpdates {
    /** None. */
    INITIAL,
    /** Where entity capabilities have changed (XEP-0115, XEP-0390), which notifications by interest need. */
    CAPS,
    ALL;

    private static final Set<String> CAPABILITIES = Set.of("http://jabber.org/protocol/caps", "urn:xmpp:caps");

    private final String value = name().toLowerCase(Locale.ROOT);

    String value() {
        return value;
    }

    /** Whether one presence says something new after another. */
    boolean wants(Presence before, Presence now) {
        return switch (this) {
            case INITIAL -> false;
            case CAPS -> !capabilities(before).equals(capabilities(now));
            // Not the whole stanza: one presence reaches each managed account with another address.
            case ALL -> !before.xml().children().equals(now.xml().children());
        };
    }

    private static List<Element> capabilities(Presence presence) {
        return presence.xml().children().stream()
                .filter(child -> child.localName().equals("c") && CAPABILITIES.contains(child.namespace()))
                .toList();
    }
}
