package im.regent.im.api;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.stanza.Message;
import java.time.Instant;

/** Keeps messages for accounts that no resource can take them for now. Safe for every thread. */
public interface OfflineMessages {
    /**
     * Keeps a message, behind those that are kept already, or decides that it is not worth keeping (XEP-0160 §3).
     *
     * @return what becomes of it; it is not durable yet. If there is no room, the origin is told.
     */
    Verdict store(Jid account, Message message);

    /** As {@link #store(Jid, Message)}, for a message that came earlier: its stamp tells when. */
    Verdict store(Jid account, Message message, Instant at);

    /**
     * Whether a message has to be {@link #store stored} though a resource could take it: older ones have not all been sent
     * yet, and it must not overtake them (RFC 6120 §10.1).
     */
    boolean mustWait(Jid account, Message message);

    /** As {@link #mustWait(Jid, Message)}, for a message that this session would take and no other. */
    boolean mustWait(Session session, Message message);

    /**
     * Whether this very message was kept here when the session was sent it, and still is, or was taken by another session: it need
     * not be stored when the session has not taken it. On the session's loop.
     */
    boolean isKept(Session session, Message message);
}
