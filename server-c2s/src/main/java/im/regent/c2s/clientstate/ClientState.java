package im.regent.c2s.clientstate;

import im.regent.core.feature.Feature;
import im.regent.core.feature.FeatureContext;
import im.regent.core.hook.CoreEvents;
import im.regent.core.routing.BindOption;
import im.regent.core.session.Attention;
import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.stream.StreamFact;
import im.regent.core.stream.StreamFeature;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** XEP-0352. */
final class ClientState implements Feature {
    private final ClientStateSettings settings;

    ClientState(ClientStateSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(FeatureContext context) {
        context.offer(
                StreamFeature.announcement(Element.of(Indicating.NAMESPACE, "csi"), Set.of(StreamFact.AUTHENTICATED)));
        Indicating indicating = new Indicating(
                context.scheduler(), settings, session -> context.publish(CoreEvents.SESSION_ATTENDED, session));
        context.offer(indicating);
        context.contribute(BindOption.class, indicating);
        // §4.1: "stream resumption does not affect the current CSI state, which always defaults to 'active' for new and
        // resumed streams".
        context.on(
                CoreEvents.SESSION_RESUMED,
                session -> session.state(Attention.class).ifPresent(attention -> attention.turn(true)));
        context.on(CoreEvents.SESSION_RESUMED, ofHeld(Held::active));
        context.on(CoreEvents.SESSION_ENDED, ofHeld(Held::ended));
        context.remember(new Releasing());
    }

    /** Remembers nothing: a session that is resumed is active. What waits in front of it is to be saved with it. */
    private static final class Releasing implements SessionMemory {
        @Override
        public String name() {
            return "client-state";
        }

        @Override
        public Optional<Element> save(Session session) {
            session.state(Held.class).ifPresent(Held::active);
            return Optional.empty();
        }
    }

    private static Consumer<Session> ofHeld(Consumer<Held> action) {
        return session -> session.state(Held.class).ifPresent(action);
    }
}
