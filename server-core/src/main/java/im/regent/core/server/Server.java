package im.regent.core.server;

import im.regent.core.feature.Features;
import im.regent.core.feature.ServerParts;
import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Registration;
import im.regent.core.routing.Routing;
import im.regent.core.session.ComponentLink;
import im.regent.core.session.Session;
import im.regent.core.store.Stores;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.Listeners;
import im.regent.core.stream.PortUnavailableException;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Scheduler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One server. Several can run in one process. {@link #start} and {@link #stop} belong to one thread; the rest is safe for
 * every thread.
 */
public final class Server {
    /** What the server stands on; whoever makes these closes them after the server has stopped. */
    public record Foundation(
            Stores stores,
            InstantSource clock,
            Scheduler scheduler,
            Executor loop,
            Supplier<Executor> loops,
            Supplier<String> ids,
            Listeners listeners) {
        /** With one loop for whatever has no connection. */
        public Foundation(
                Stores stores,
                InstantSource clock,
                Scheduler scheduler,
                Executor loop,
                Supplier<String> ids,
                Listeners listeners) {
            this(stores, clock, scheduler, loop, () -> loop, ids, listeners);
        }
    }

    private final ServerSettings settings;
    private final Foundation foundation;
    private final Routing routing;
    private final Features features;
    private final List<Registration> registrations = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Set<ComponentLink> components = ConcurrentHashMap.newKeySet();

    /** A server that has not started. */
    public Server(ServerSettings settings, Foundation foundation) {
        this.settings = settings;
        this.foundation = foundation;
        this.routing = new Routing(
                settings.virtualHosts(), foundation.stores().accounts(), foundation.scheduler(), foundation.ids());
        this.features = new Features(new ServerParts(
                routing,
                foundation.stores(),
                foundation.clock(),
                foundation.scheduler(),
                foundation.loop(),
                foundation.loops()));
    }

    /** The routing core. */
    public Routing routing() {
        return routing;
    }

    /** The features; for what one of them provides. */
    public Features features() {
        return features;
    }

    /** The open listening sockets. */
    public List<Listener> listeners() {
        return List.copyOf(listeners);
    }

    /**
     * Starts every feature, waits until they have brought back what they saved, then listens. Blocks.
     *
     * @throws PortUnavailableException when a port cannot be had; nothing is left running
     */
    public void start() throws PortUnavailableException {
        prepare().toCompletableFuture().join();
        try {
            for (ListenerSpec spec : features.listeners()) {
                listeners.add(foundation.listeners().bind(spec));
            }
        } catch (PortUnavailableException | RuntimeException e) {
            listeners.forEach(Listener::close);
            abandon();
            throw e;
        }
    }

    /**
     * Starts every feature, and does not listen.
     *
     * @return when the features have brought back what they saved; never fails
     */
    public CompletionStage<Void> prepare() {
        registrations.add(routing.events().on(CoreEvents.COMPONENT_CONNECTED, components::add));
        registrations.add(routing.events().on(CoreEvents.COMPONENT_GONE, components::remove));
        try {
            features.start(settings.features());
        } catch (RuntimeException e) {
            abandon();
            throw e;
        }
        return features.revive();
    }

    private void abandon() {
        registrations.forEach(Registration::close);
        features.stop();
    }

    /**
     * Takes another configuration while it runs, as far as features can: see {@link
     * im.regent.core.feature.FeatureFactory#live}.
     *
     * @param next read from a configuration without errors
     * @return when nothing is under way any more that the old settings allowed; fails if a feature did
     */
    public CompletionStage<Void> reload(ServerSettings next) {
        return features.reload(next.features());
    }

    /**
     * Stops cleanly: accepts nothing more, ends every stream with {@code system-shutdown} (RFC 6120 §4.9.3.20), and when all
     * sessions have ended or have been saved, stops the features.
     *
     * @return when that is done; what the sessions left to write may still be on its way to storage
     */
    public CompletionStage<Void> stop() {
        listeners.forEach(Listener::close);
        StreamError error = StreamError.of(StreamCondition.SYSTEM_SHUTDOWN);
        // Whoever was logging in just now is too late: it is in the table below, or is seen here.
        routing.events().on(CoreEvents.SESSION_BOUND, session -> session.close(error));
        routing.events().on(CoreEvents.COMPONENT_CONNECTED, component -> component.close(error));
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        List<Session> sessions = new ArrayList<>();
        routing.sessions().forEach(sessions::add);
        sessions.forEach(session -> ends.add(session.suspend(error).toCompletableFuture()));
        components.forEach(component -> component.close(error));
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenCompose(ended -> features.suspend())
                .thenRun(features::stop);
    }
}
