package im.regent.core.feature;

import im.regent.core.hook.EventPoint;
import im.regent.core.hook.Flow;
import im.regent.core.hook.IqHandler;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Registration;
import im.regent.core.hook.StanzaHook;
import im.regent.core.routing.Routing;
import im.regent.core.routing.Target;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.Stores;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.StreamFeature;
import im.regent.core.time.Scheduler;
import im.regent.core.xml.Name;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** One feature's context: passes everything on and remembers what was registered. */
final class LiveContext implements FeatureContext {
    private final Features features;
    private final FeatureFactory<?> factory;
    private final ConcurrentLinkedDeque<Registration> registrations = new ConcurrentLinkedDeque<>();

    LiveContext(Features features, FeatureFactory<?> factory) {
        this.features = features;
        this.factory = factory;
    }

    void close() {
        Registration last = registrations.pollLast();
        while (last != null) {
            last.close();
            last = registrations.pollLast();
        }
    }

    @Override
    public Routing routing() {
        return features.parts().routing();
    }

    @Override
    public Stores stores() {
        return features.parts().stores();
    }

    @Override
    public InstantSource clock() {
        return features.parts().clock();
    }

    @Override
    public Scheduler scheduler() {
        return features.parts().scheduler();
    }

    @Override
    public Executor loop() {
        return features.parts().loop();
    }

    @Override
    public Executor nextLoop() {
        return features.parts().loops().get();
    }

    @Override
    public Advertised advertised() {
        return features.advertised();
    }

    @Override
    public void advertise(Target target, String discoFeature) {
        own(features.advertised().feature(target, discoFeature));
    }

    @Override
    public void identify(Target target, Identity identity) {
        own(features.advertised().identity(target, identity));
    }

    @Override
    public void extend(Target target, InfoForm form) {
        own(features.advertised().form(target, form));
    }

    @Override
    public void onIq(Iq.Type type, Name payload, Target target, IqHandler handler) {
        own(routing().iqTable().add(type, payload, target, handler));
        advertise(target, payload.namespace());
    }

    @Override
    public void on(Flow flow, Phase phase, Stanza.Kind kind, StanzaHook hook) {
        own(routing().chains().of(flow, kind).add(phase, factory.id(), hook));
    }

    @Override
    public <E> void on(EventPoint<E> point, Consumer<E> listener) {
        own(routing().events().on(point, listener));
    }

    @Override
    public <E> void publish(EventPoint<E> point, E event) {
        routing().events().publish(point, event);
    }

    @Override
    public void offer(StreamFeature feature) {
        features.offers().add(feature);
        own(() -> features.offers().remove(feature));
    }

    @Override
    public List<StreamFeature> offers() {
        return features.offers();
    }

    @Override
    public void remember(SessionMemory memory) {
        boolean isTaken =
                features.memories().stream().anyMatch(other -> other.name().equals(memory.name()));
        if (isTaken) {
            throw new IllegalStateException("two features remember sessions as " + memory.name());
        }
        features.openMemories().add(memory);
        own(() -> features.openMemories().remove(memory));
    }

    @Override
    public List<SessionMemory> memories() {
        return features.memories();
    }

    @Override
    public <T> void contribute(Class<T> kind, T part) {
        own(features.contributions().add(kind, part));
    }

    @Override
    public <T> List<T> contributions(Class<T> kind) {
        return features.contributions().of(kind);
    }

    @Override
    public void listen(ListenerSpec spec) {
        features.openListeners().add(spec);
        own(() -> features.openListeners().remove(spec));
    }

    @Override
    public <T> void provide(Class<T> api, T implementation) {
        if (!factory.provides().contains(api)) {
            throw new IllegalStateException(factory.id() + " does not say that it provides " + api.getSimpleName());
        }
        if (features.provided().putIfAbsent(api, implementation) != null) {
            throw new IllegalStateException("two features provide " + api.getSimpleName());
        }
        own(() -> features.provided().remove(api, implementation));
    }

    @Override
    public <T> T require(Class<T> api) {
        Object implementation = features.provided().get(api);
        if (implementation == null || !factory.needs().contains(api)) {
            throw new IllegalStateException(factory.id() + " does not say that it needs " + api.getSimpleName());
        }
        return api.cast(implementation);
    }

    @Override
    public <T> Optional<T> find(Class<T> api) {
        if (!factory.uses().contains(api)) {
            throw new IllegalStateException(factory.id() + " does not say that it uses " + api.getSimpleName());
        }
        return features.provided(api);
    }

    @Override
    public <C> void onReload(Class<C> settings, Function<C, CompletionStage<Void>> change) {
        own(features.reloads().add(factory.id(), settings, change));
    }

    @Override
    public void own(Registration registration) {
        registrations.addLast(registration);
    }
}
