package im.regent.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import im.regent.core.config.Settings;
import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Registration;
import im.regent.core.hook.Verdict;
import im.regent.core.routing.Routing;
import im.regent.core.routing.Target;
import im.regent.core.session.SessionMemory;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.store.MemoryStores;
import im.regent.core.store.StoreException;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Name;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Order of start and stop, and what happens when features do not fit together. */
class FeaturesTest {
    private static final Name QUERY = new Name("urn:x", "query");

    private interface Song {}

    private interface Stage {}

    private record Plan(
            String id, Set<Class<?>> provides, Set<Class<?>> needs, Set<Class<?>> uses, Consumer<FeatureContext> start)
            implements FeatureFactory<Integer> {
        Plan using(Class<?> api) {
            return new Plan(id, provides, needs, Set.of(api), start);
        }

        @Override
        public Integer settings(Settings settings) {
            return 0;
        }

        @Override
        public Feature create(Integer settings) {
            return start::accept;
        }

        Features.Configured<Integer> configured() {
            return new Features.Configured<>(this, 0);
        }
    }

    private final List<String> log = new ArrayList<>();
    private final MemoryStores stores = new MemoryStores(Runnable::run);
    private final Scheduler scheduler = (delay, on, task) -> () -> {};
    private final Routing routing = new Routing(List.of("capulet.lit"), stores.accounts(), scheduler, () -> "id");
    private final Features features = new Features(
            new ServerParts(routing, stores, () -> Instant.EPOCH, scheduler, Runnable::run, () -> Runnable::run));

    private Plan plan(String id, Set<Class<?>> provides, Set<Class<?>> needs, Consumer<FeatureContext> start) {
        return new Plan(id, provides, needs, Set.of(), context -> {
            log.add(id);
            start.accept(context);
        });
    }

    private Plan plan(String id, Consumer<FeatureContext> start) {
        return plan(id, Set.of(), Set.of(), start);
    }

    private void start(Plan... plans) {
        List<Features.Configured<?>> configured = new ArrayList<>();
        for (Plan plan : plans) {
            configured.add(plan.configured());
        }
        features.start(configured);
    }

    @Test
    void providersStartFirstAndTheRestByIdWhateverTheOrderGiven() {
        Song song = new Song() {};
        List<Plan> plans = List.of(
                plan(
                        "a",
                        Set.of(),
                        Set.of(Song.class),
                        context -> assertThat(context.require(Song.class)).isSameAs(song)),
                plan("b", context -> {}),
                plan("z", Set.of(Song.class), Set.of(Stage.class), context -> context.provide(Song.class, song)),
                plan("y", Set.of(Stage.class), Set.of(), context -> context.provide(Stage.class, new Stage() {})));
        for (int seed = 1; seed <= 20; seed++) {
            List<Plan> shuffled = new ArrayList<>(plans);
            Collections.shuffle(shuffled, new Random(seed));
            log.clear();
            start(shuffled.toArray(Plan[]::new));
            assertThat(log).containsExactly("y", "z", "a", "b");
            assertThat(features.provided(Song.class)).contains(song);
            features.stop();
            assertThat(features.provided(Song.class)).isEmpty();
        }
    }

    @Test
    void whatIsUsedStartsFirstAndMayBeMissing() {
        Song song = new Song() {};
        List<Optional<Song>> found = new ArrayList<>();
        Plan user = plan("a", context -> found.add(context.find(Song.class))).using(Song.class);
        Plan provider = plan("z", Set.of(Song.class), Set.of(), context -> context.provide(Song.class, song));
        start(user);
        features.stop();
        start(user, provider);
        assertThat(found).containsExactly(Optional.empty(), Optional.of(song));
        assertThat(log).containsExactly("a", "z", "a");
        features.stop();
        assertThatIllegalStateException().isThrownBy(() -> start(plan("b", context -> context.find(Song.class))));
    }

    @Test
    void circlesMissingProvidersAndTwinsAreRefusedBeforeAnythingStarts() {
        Plan one = plan("one", Set.of(Song.class), Set.of(Stage.class), context -> {});
        Plan two = plan("two", Set.of(Stage.class), Set.of(Song.class), context -> {});
        assertThatIllegalStateException().isThrownBy(() -> start(one, two)).withMessageContaining("circle");
        assertThatIllegalStateException().isThrownBy(() -> start(one)).withMessageContaining("Stage");
        Plan self = plan("self", Set.of(Song.class), Set.of(Song.class), context -> {});
        assertThatIllegalStateException().isThrownBy(() -> start(self)).withMessageContaining("self");
        assertThatIllegalStateException()
                .isThrownBy(() -> start(plan("x", context -> {}), plan("x", context -> {})))
                .withMessageContaining("x");
        assertThat(log).isEmpty();
    }

    private static SessionMemory memory(String name) {
        return SessionMemory.ofFlag(name, session -> true, session -> {});
    }

    @Test
    void memoriesAreThereWhileTheirFeaturesAreAndEachHasAName() {
        start(
                plan("a", context -> context.remember(memory("one"))),
                plan("b", context -> context.remember(memory("two"))));
        assertThat(features.memories()).extracting(SessionMemory::name).containsExactly("one", "two");
        features.stop();
        assertThat(features.memories()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> start(
                        plan("a", context -> context.remember(memory("one"))),
                        plan("b", context -> context.remember(memory("one")))))
                .withMessageContaining("one");
    }

    /** Saves and brings back nothing, and says so. */
    private record Keeper(String id, List<String> log, CompletionStage<Void> outcome)
            implements FeatureFactory<Integer>, Feature {
        @Override
        public Integer settings(Settings settings) {
            return 0;
        }

        @Override
        public Feature create(Integer settings) {
            return this;
        }

        @Override
        public void start(FeatureContext context) {
            log.add("start " + id);
        }

        @Override
        public CompletionStage<Void> revive() {
            log.add("revive " + id);
            return outcome;
        }

        @Override
        public CompletionStage<Void> suspend() {
            if (id.equals("b")) {
                throw new IllegalStateException("a bug");
            }
            log.add("suspend " + id);
            return outcome;
        }
    }

    @Test
    void allHaveStartedBeforeOneBringsSomethingBackAndOneThatFailsDoesNotStopTheOthers() {
        CompletableFuture<Void> open = new CompletableFuture<>();
        CompletionStage<Void> failed = CompletableFuture.failedStage(new StoreException("the database is down"));
        features.start(List.of(
                new Features.Configured<>(new Keeper("a", log, open), 0),
                new Features.Configured<>(new Keeper("b", log, failed), 0),
                new Features.Configured<>(new Keeper("c", log, Stages.done()), 0)));
        CompletionStage<Void> revived = features.revive();
        assertThat(log).containsExactly("start a", "start b", "start c", "revive a", "revive b", "revive c");
        assertThat(Stages.isDone(revived)).isFalse();
        open.complete(null);
        assertThat(revived.toCompletableFuture()).isCompleted();
        log.clear();
        assertThat(features.suspend().toCompletableFuture()).isCompleted();
        assertThat(log).containsExactly("suspend a", "suspend c");
    }

    @Test
    void undeclaredNeedsAndProvisionsAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> start(plan("a", context -> context.provide(Song.class, new Song() {}))));
        features.stop();
        assertThatIllegalStateException().isThrownBy(() -> start(plan("b", context -> context.require(Song.class))));
    }

    @Test
    void twoClaimsOnOneRequestOrInterfaceAreRefused() {
        Consumer<FeatureContext> claim =
                context -> context.onIq(Iq.Type.GET, QUERY, Target.HOST, (iq, origin) -> Verdict.handled());
        assertThatIllegalStateException()
                .isThrownBy(() -> start(plan("a", claim), plan("b", claim)))
                .withMessageContaining("urn:x");
        features.stop();
        Consumer<FeatureContext> provide = context -> context.provide(Song.class, new Song() {});
        assertThatIllegalStateException()
                .isThrownBy(() -> start(
                        plan("a", Set.of(Song.class), Set.of(), provide),
                        plan("b", Set.of(Song.class), Set.of(), provide)))
                .withMessageContaining("Song");
        features.stop();
        Consumer<FeatureContext> extend = context -> context.extend(Target.HOST, new InfoForm("urn:form", Map.of()));
        assertThatIllegalStateException()
                .isThrownBy(() -> start(plan("a", extend), plan("b", extend)))
                .withMessageContaining("urn:form");
    }

    @Test
    void stopTakesEverythingBack() {
        Plan plan = plan("a", context -> {
            context.onIq(Iq.Type.GET, QUERY, Target.HOST, (iq, origin) -> Verdict.handled());
            context.onIq(Iq.Type.SET, QUERY, Target.SELF, (iq, origin) -> Verdict.handled());
            context.on(Flow.INBOUND, Phase.GUARD, Stanza.Kind.IQ, (stanza, origin) -> Verdict.pass());
            context.identify(Target.HOST, new Identity("server", "im", "x"));
            context.extend(Target.HOST, new InfoForm("urn:form", Map.of("field", List.of("value"))));
            context.listen(new ListenerSpec("x", "127.0.0.1", 0, false, 1, transport -> {
                throw new UnsupportedOperationException();
            }));
            context.own(() -> log.add("own"));
        });
        for (int round = 0; round < 2; round++) {
            start(plan);
            assertThat(features.advertised().features(Target.HOST)).containsExactly("urn:x");
            assertThat(features.advertised().forms(Target.HOST)).hasSize(1);
            assertThat(features.listeners()).hasSize(1);
            features.stop();
            assertThat(features.advertised().forms(Target.HOST)).isEmpty();
            assertThat(features.advertised().features(Target.HOST)).isEmpty();
            assertThat(features.advertised().identities(Target.HOST)).isEmpty();
            assertThat(features.listeners()).isEmpty();
            assertThat(routing.chains().of(Flow.INBOUND, Stanza.Kind.IQ).entries())
                    .isEmpty();
        }
        assertThat(log).containsExactly("a", "own", "a", "own");
    }

    @Test
    void oneRegistrationTakesBackItsOwnAndOnlyOnce() {
        Advertised advertised = new Advertised();
        Registration first = advertised.feature(Target.HOST, "urn:x");
        Registration second = advertised.feature(Target.SELF, "urn:x");
        first.close();
        first.close();
        assertThat(advertised.features(Target.HOST)).containsExactly("urn:x");
        second.close();
        assertThat(advertised.features(Target.HOST)).isEmpty();
    }
}
