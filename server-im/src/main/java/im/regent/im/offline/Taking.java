package im.regent.im.offline;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;

/** One time that a session takes its account's kept messages: one that comes back begins anew. */
final class Taking {
    private final Session session;
    private volatile boolean isPausing;

    Taking(Session session) {
        this.session = session;
    }

    Session session() {
        return session;
    }

    Jid account() {
        return session.jid().bare();
    }

    /** Whether the client has to catch up before it is sent more. */
    boolean isPausing() {
        return isPausing;
    }

    void pausing(boolean pauses) {
        isPausing = pauses;
    }
}
