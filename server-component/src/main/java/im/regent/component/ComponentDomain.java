package im.regent.component;

import im.regent.core.routing.ComponentSession;
import im.regent.core.routing.Route;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.ErrorType;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The route to one configured component, connected or not. While it is absent nothing is queued: whoever sends gets an
 * error at once. Safe for every thread.
 */
final class ComponentDomain implements Route {
    private final AtomicReference<@Nullable ComponentSession> current = new AtomicReference<>();

    /** Connects a session if there is none; otherwise returns the one that is there. */
    Optional<ComponentSession> connect(ComponentSession session) {
        return Optional.ofNullable(current.compareAndExchange(null, session));
    }

    /** The session that is connected. */
    Optional<ComponentSession> connected() {
        return Optional.ofNullable(current.get());
    }

    /** Forgets this very session. */
    void disconnect(ComponentSession session) {
        current.compareAndSet(session, null);
    }

    @Override
    public CompletionStage<Void> deliver(Stanza stanza, Origin origin) {
        ComponentSession session = current.get();
        if (session != null) {
            return session.deliver(stanza, origin);
        }
        boolean isRequest = stanza instanceof Iq iq && iq.isRequest();
        boolean mayFail = stanza instanceof Presence presence && presence.type() == Presence.Type.SUBSCRIBE;
        if (isRequest || mayFail || stanza.kind() == Stanza.Kind.MESSAGE && !stanza.isError()) {
            // RFC 6120 §10.5.2: an error, for nothing else can serve this domain.
            origin.reply(stanza.error(StanzaError.of(Condition.SERVICE_UNAVAILABLE, "this component is not connected")
                    .as(ErrorType.WAIT)));
        }
        return Stages.done();
    }
}
