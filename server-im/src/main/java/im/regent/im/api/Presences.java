package im.regent.im.api;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who of the local accounts is available. Safe for every thread. */
public interface Presences {
    /** The available sessions of an account, with what each last broadcast, in the order they were bound. */
    List<SessionPresence> available(Jid account);

    /** What a session last broadcast; empty if it is not available. */
    Optional<SessionPresence> of(Session session);

    /**
     * Whether the session has shown itself to an entity by directed presence (RFC 6121 §4.6) and has not taken that back.
     * Presence for any resource of the entity counts: who joins a room shows itself to the whole room.
     */
    boolean hasShownItself(Session session, Jid entity);

    /** Shows every available session of every account. */
    void forEach(Consumer<SessionPresence> consumer);
}
