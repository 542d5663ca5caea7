package im.regent.im.subscription;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;

/** Subscription stanzas with the addresses they must have: bare ones (RFC 6121 §3.1.2). */
final class Stamped {
    private Stamped() {}

    /** The same stanza between bare addresses. */
    static Presence bare(Presence presence, Jid from, Jid to) {
        return presence.withFrom(from.bare()).withTo(to.bare());
    }

    /** A stanza that the server makes, with an id if there is one. */
    static Presence of(Presence.Type type, Jid from, Jid to, String id) {
        Presence presence = Presence.of(type, from, to);
        if (id.isEmpty()) {
            return presence;
        }
        try {
            return (Presence) Stanza.parse(presence.xml().with("id", id));
        } catch (MalformedStanzaException e) {
            throw new IllegalStateException("a presence with an id is valid", e);
        }
    }
}
