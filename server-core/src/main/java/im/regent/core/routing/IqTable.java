package im.regent.core.routing;

import im.regent.core.hook.IqHandler;
import im.regent.core.hook.Registration;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Name;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which handler answers which request. Safe for every thread. */
public final class IqTable {
    private record Key(Iq.Type type, Name payload, Target target) {}

    private final ConcurrentHashMap<Key, IqHandler> handlers = new ConcurrentHashMap<>();

    /**
     * Adds a handler.
     *
     * @throws IllegalStateException when somebody else answers this already
     */
    public Registration add(Iq.Type type, Name payload, Target target, IqHandler handler) {
        Key key = new Key(type, payload, target);
        if (handlers.putIfAbsent(key, handler) != null) {
            throw new IllegalStateException(
                    "two features answer iq " + type.value() + " " + payload + " for " + target);
        }
        return () -> handlers.remove(key, handler);
    }

    /** The handler of a request. */
    public Optional<IqHandler> find(Iq request, Target target) {
        return Optional.ofNullable(
                handlers.get(new Key(request.type(), request.request().name(), target)));
    }
}
