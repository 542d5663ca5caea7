package im.regent.im.presence;

import im.regent.core.stanza.Presence;
import im.regent.core.xml.Element;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The stamp of XEP-0203 on presence that is not new. */
final class Delay {
    private static final String NAMESPACE = "urn:xmpp:delay";

    private Delay() {}

    static Presence stamp(Presence presence, Instant at) {
        String stamp = at.truncatedTo(ChronoUnit.SECONDS).toString();
        return presence.plus(Element.of(NAMESPACE, "delay").with("stamp", stamp));
    }
}
