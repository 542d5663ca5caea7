package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.session.Session;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;

/**
 * Tells an account's sessions what changed: "The server MUST also send an IQ-set to all of the user's resources that have
 * requested the blocklist" (§3.3).
 */
final class BlockPushes {
    /** Kept for a session that has requested the block list. Has no state. */
    private static final class Interest {}

    private final Routing routing;

    BlockPushes(Routing routing) {
        this.routing = routing;
    }

    static void becomeInterested(Session session) {
        session.state(Interest.class, Interest::new);
    }

    static boolean isInterested(Session session) {
        return session.state(Interest.class).isPresent();
    }

    void push(Jid account, Element payload) {
        Element shared = payload.encodedOnce();
        for (Session session : routing.sessions().of(account)) {
            if (isInterested(session)) {
                session.send(Iq.request(Iq.Type.SET, routing.newId(), shared).withTo(session.jid()));
            }
        }
    }
}
