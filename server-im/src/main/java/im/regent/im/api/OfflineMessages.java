package im.regent.im.api;

import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
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
}
