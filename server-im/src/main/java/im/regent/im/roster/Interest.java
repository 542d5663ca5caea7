package im.regent.im.roster;

import im.regent.core.session.Session;

/**
 * Kept for a session that asked for the roster on its stream: it is "interested" (RFC 6121 §2.2). Knows which version the
 * session was sent last; that may be one behind for a moment, never ahead.
 */
final class Interest {
    private volatile String version = "";

    /** The session has just been sent a result or push with this version. */
    static void told(Session session, String version) {
        // Behind what was sent: before it has passed on the session's loop, it may not count.
        Interest interest = of(session);
        session.loop().execute(() -> interest.version = version);
    }

    static Interest of(Session session) {
        return session.state(Interest.class, Interest::new);
    }

    /** Empty if it is not known. */
    String version() {
        return version;
    }
}
