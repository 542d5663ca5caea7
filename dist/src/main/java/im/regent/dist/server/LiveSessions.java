package im.regent.dist.server;

import im.regent.core.feature.Features;
import im.regent.core.hook.CoreEvents;
import im.regent.core.jid.Jid;
import im.regent.core.routing.Routing;
import im.regent.core.server.Server;
import im.regent.core.session.ComponentLink;
import im.regent.core.session.Session;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.im.api.Departures;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is connected to the running server. Safe for every thread. */
final class LiveSessions implements StoredUsers.Online {
    private final Features features;
    private final Routing routing;
    private final Set<ComponentLink> components = ConcurrentHashMap.newKeySet();

    /** To be made before the server starts. */
    LiveSessions(Server server) {
        this.features = server.features();
        this.routing = server.routing();
        routing.events().on(CoreEvents.COMPONENT_CONNECTED, components::add);
        routing.events().on(CoreEvents.COMPONENT_GONE, components::remove);
    }

    @Override
    public List<String> resources(Jid account) {
        return routing.sessions().of(account).stream()
                .map(session -> session.jid().resource())
                .toList();
    }

    @Override
    public CompletionStage<Void> close(Jid account, String why) {
        StreamError error = StreamError.of(StreamCondition.NOT_AUTHORIZED, why);
        return CompletableFuture.allOf(routing.sessions().of(account).stream()
                .map(session -> session.close(error).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public CompletionStage<Void> leave(Jid account) {
        return features.provided(Departures.class)
                .map(departures -> departures.leave(account))
                .orElse(Stages.done());
    }

    int count() {
        AtomicInteger count = new AtomicInteger();
        routing.sessions().forEach((Session session) -> count.incrementAndGet());
        return count.get();
    }

    boolean isConnected(String component) {
        return components.stream().anyMatch(link -> link.jid().domain().equals(component));
    }
}
