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

    /** Shows every available session of every account. */
    void forEach(Consumer<SessionPresence> consumer);
}
