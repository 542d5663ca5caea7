package im.regent.privilege.delegation;

import im.regent.core.jid.Jid;
import im.regent.core.session.ComponentLink;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which components are connected: every one, for something may be delegated to it meanwhile. Safe for every thread. */
final class Managers {
    private final ConcurrentHashMap<Jid, ManagerStream> streams = new ConcurrentHashMap<>();

    /** The stream of an entity, if it has one. */
    Optional<ManagerStream> find(Jid manager) {
        return Optional.ofNullable(streams.get(manager));
    }

    /** All streams. */
    Collection<ManagerStream> all() {
        return streams.values();
    }

    void connected(ManagerStream stream) {
        streams.put(stream.link().jid(), stream);
    }

    /** A stream ended. It may be an old one: the end of a stream that was replaced can come after the start of the next. */
    void gone(ComponentLink link) {
        streams.computeIfPresent(link.jid(), (manager, stream) -> {
            if (stream.link() != link) {
                return stream;
            }
            stream.end();
            return null;
        });
    }
}
