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
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a feature can ask of the server. Registrations are taken back when the feature stops. Safe for every thread. */
public interface FeatureContext {
    /** The routing core: sessions, router, IQ exchanges. */
    Routing routing();

    /** Storage. */
    Stores stores();

    /** The wall clock, for stamps only. */
    InstantSource clock();

    /** For deadlines. */
    Scheduler scheduler();

    /** Work that is nobody's stream: never blocks either. */
    Executor loop();

    /** A loop for a session that has no connection; where there are several, each of them in turn. */
    Executor nextLoop();

    /** What service discovery shows; for the discovery feature. */
    Advertised advertised();

    /** Adds a feature to service discovery. */
    void advertise(Target target, String discoFeature);

    /** Adds an identity to service discovery. */
    void identify(Target target, Identity identity);

    /** Adds a form to service discovery; two of one type are an error. */
    void extend(Target target, InfoForm form);

    /** Answers requests with this payload, and advertises the payload's namespace. */
    void onIq(Iq.Type type, Name payload, Target target, IqHandler handler);

    /** Takes part in the way of stanzas of one kind. */
    void on(Flow flow, Phase phase, Stanza.Kind kind, StanzaHook hook);

    /** Listens to an event. */
    <E> void on(EventPoint<E> point, Consumer<E> listener);

    /** Tells the listeners of an event. */
    <E> void publish(EventPoint<E> point, E event);

    /** Offers something on clients' streams. */
    void offer(StreamFeature feature);

    /** What features offer on clients' streams; for the module that negotiates them. */
    List<StreamFeature> offers();

    /** Adds what this feature knows of sessions to what is kept of those that outlive the server. */
    void remember(SessionMemory memory);

    /** What features know of sessions; for the one that saves them. */
    List<SessionMemory> memories();

    /**
     * Adds a part to what another feature puts together, without knowing whether there is one that does: the kind is the
     * contract between the two.
     */
    <T> void contribute(Class<T> kind, T part);

    /** The parts of a kind that features have {@link #contribute contributed} by now, in the order in which they did. */
    <T> List<T> contributions(Class<T> kind);

    /** Listens for connections, once every feature has started; closed first when the server stops. */
    void listen(ListenerSpec spec);

    /** Gives an implementation to the features that {@link #require} it. */
    <T> void provide(Class<T> api, T implementation);

    /**
     * The implementation that another feature provides.
     *
     * @throws IllegalStateException when no feature does, or when it is not among the factory's needs
     */
    <T> T require(Class<T> api);

    /**
     * The implementation that another feature provides, if one does.
     *
     * @throws IllegalStateException when it is not among what the factory uses
     */
    <T> Optional<T> find(Class<T> api);

    /**
     * Takes new settings while the server runs. They come from a configuration without errors that was read as a whole; of
     * them only what the factory calls {@link FeatureFactory#live live} may be put in force. On any thread, one change at a
     * time.
     *
     * @param change puts them in force, which must neither fail nor block; its stage is complete when nothing is under way
     *     any more that the old settings allowed
     */
    <C> void onReload(Class<C> settings, Function<C, CompletionStage<Void>> change);

    /** Takes a registration made elsewhere back when the feature stops. */
    void own(Registration registration);
}
