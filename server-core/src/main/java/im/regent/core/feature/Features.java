package im.regent.core.feature;

import im.regent.core.session.SessionMemory;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Stages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The features of one server: starts them so that providers come before those who need them, otherwise in the order of their
 * ids, and stops them in reverse. {@code start} and {@code stop} belong to one thread.
 */
public final class Features {
    private static final Logger log = LoggerFactory.getLogger(Features.class);

    /** A factory with the settings it read. */
    public record Configured<C>(FeatureFactory<C> factory, C settings) {
        Feature create() {
            return factory.create(settings);
        }
    }

    private record Running(Feature feature, LiveContext context) {}

    private final ServerParts parts;
    private final Advertised advertised = new Advertised();
    private final Map<Class<?>, Object> provided = new ConcurrentHashMap<>();
    private final Contributions contributions = new Contributions();
    private final List<StreamFeature> offers = new CopyOnWriteArrayList<>();
    private final List<SessionMemory> memories = new CopyOnWriteArrayList<>();
    private final List<ListenerSpec> listeners = new CopyOnWriteArrayList<>();
    private final Reloads reloads = new Reloads();
    private final List<Running> running = new ArrayList<>();

    /** No features yet. */
    public Features(ServerParts parts) {
        this.parts = parts;
    }

    ServerParts parts() {
        return parts;
    }

    Advertised advertised() {
        return advertised;
    }

    Map<Class<?>, Object> provided() {
        return provided;
    }

    Contributions contributions() {
        return contributions;
    }

    List<StreamFeature> offers() {
        return offers;
    }

    List<SessionMemory> openMemories() {
        return memories;
    }

    List<ListenerSpec> openListeners() {
        return listeners;
    }

    Reloads reloads() {
        return reloads;
    }

    /** What a feature {@link FeatureContext#provide provides}, for the process that runs the server. */
    public <T> Optional<T> provided(Class<T> api) {
        return Optional.ofNullable(api.cast(provided.get(api)));
    }

    /** Where features want to listen. */
    public List<ListenerSpec> listeners() {
        return List.copyOf(listeners);
    }

    /**
     * Starts the features.
     *
     * @throws IllegalStateException when two features claim the same, one needs what none provides, or features need or want
     *     each other in a circle
     */
    public void start(List<Configured<?>> features) {
        for (Configured<?> next : inOrder(features)) {
            LiveContext context = new LiveContext(this, next.factory());
            Feature feature = next.create();
            running.add(new Running(feature, context));
            feature.start(context);
        }
    }

    /** What features know of sessions, for whoever carries sessions from one server over to the next. */
    public List<SessionMemory> memories() {
        return List.copyOf(memories);
    }

    /** Lets them bring back what they saved; when that is done, whatever came of it. */
    public CompletionStage<Void> revive() {
        return each(Feature::revive);
    }

    /** Lets them save what is to outlive the server; when that is done, whatever came of it. */
    public CompletionStage<Void> suspend() {
        return each(Feature::suspend);
    }

    private CompletionStage<Void> each(Function<Feature, CompletionStage<Void>> work) {
        return Stages.all(running.stream()
                .map(each -> Stages.done()
                        .thenCompose(now -> work.apply(each.feature()))
                        .exceptionally(failure -> {
                            // The border between features: what one cannot save or bring back must not stop the others.
                            log.error("a feature could not bring back or save what is to outlive the server", failure);
                            return null;
                        }))
                .toList());
    }

    /**
     * Gives new settings to the features that take them while they run. From any thread, but not while they start or stop.
     *
     * @return when nothing is under way any more that the old settings allowed; fails if a feature did
     */
    public CompletionStage<Void> reload(List<Configured<?>> features) {
        return reloads.with(features);
    }

    /** Stops them all; one that fails is logged, the others are stopped all the same. */
    public void stop() {
        for (int i = running.size() - 1; i >= 0; i--) {
            Running last = running.get(i);
            try {
                last.feature().stop();
            } catch (RuntimeException e) {
                // The border between features: one that cannot stop must not keep the others from stopping.
                log.error("a feature could not be stopped", e);
            }
            last.context().close();
        }
        running.clear();
    }

    private static List<Configured<?>> inOrder(List<Configured<?>> features) {
        Map<String, Configured<?>> byId = new LinkedHashMap<>();
        Map<Class<?>, Configured<?>> providers = new HashMap<>();
        features.stream()
                .sorted((a, b) -> a.factory().id().compareTo(b.factory().id()))
                .forEach(feature -> {
                    if (byId.put(feature.factory().id(), feature) != null) {
                        throw new IllegalStateException(
                                "two features are called " + feature.factory().id());
                    }
                    feature.factory().provides().forEach(api -> providers.put(api, feature));
                });
        Set<Configured<?>> ordered = new LinkedHashSet<>();
        byId.values().forEach(feature -> visit(feature, providers, ordered, new LinkedHashSet<>()));
        return List.copyOf(ordered);
    }

    private static void visitOnce(
            Configured<?> feature,
            Map<Class<?>, Configured<?>> providers,
            Set<Configured<?>> ordered,
            Set<Configured<?>> path) {
        if (!ordered.contains(feature)) {
            visit(feature, providers, ordered, path);
        }
    }

    private static void visit(
            Configured<?> feature,
            Map<Class<?>, Configured<?>> providers,
            Set<Configured<?>> ordered,
            Set<Configured<?>> path) {
        String id = feature.factory().id();
        if (!path.add(feature)) {
            throw new IllegalStateException("features need each other in a circle: " + id);
        }
        for (Class<?> api : feature.factory().needs()) {
            Configured<?> provider = providers.get(api);
            if (provider == null) {
                throw new IllegalStateException(id + " needs " + api.getSimpleName() + ", which no feature provides");
            }
            visitOnce(provider, providers, ordered, path);
        }
        for (Class<?> api : feature.factory().uses()) {
            Configured<?> provider = providers.get(api);
            if (provider != null) {
                visitOnce(provider, providers, ordered, path);
            }
        }
        path.remove(feature);
        ordered.add(feature);
    }
}
