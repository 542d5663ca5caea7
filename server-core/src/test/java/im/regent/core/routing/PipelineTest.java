package im.regent.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.StanzaChain;
import im.regent.core.hook.StanzaHook;
import im.regent.core.hook.Verdict;
import im.regent.core.jid.Jid;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verdict in every phase, now, later, and by a hook that fails. */
class PipelineTest {
    private static final Iq REQUEST = Iq.request(Iq.Type.GET, "1", Element.of("urn:x", "query"))
            .withFrom(Jid.valueOf("a@x/r"))
            .withTo(Jid.valueOf("b@x"));
    private static final Iq OTHER = REQUEST.withId("2");

    private final StanzaChain.Table chains = new StanzaChain.Table();
    private final Pipeline pipeline = new Pipeline(chains);
    private final TestOrigin origin = new TestOrigin("a@x/r");
    private final List<Stanza> ended = new ArrayList<>();
    private final List<Stanza> observed = new ArrayList<>();

    private void hook(Phase phase, String id, StanzaHook hook) {
        chains.of(Flow.INBOUND, Stanza.Kind.IQ).add(phase, id, hook);
        chains.of(Flow.INBOUND, Stanza.Kind.MESSAGE).add(phase, id, hook);
    }

    private CompletionStage<Void> run(Stanza stanza) {
        hook(Phase.OBSERVE, "zz", (seen, from) -> {
            observed.add(seen);
            return Verdict.drop("nobody listens to an observer");
        });
        return pipeline.run(Flow.INBOUND, stanza, origin, passed -> {
            ended.add(passed);
            return Stages.done();
        });
    }

    private enum Way {
        NOW,
        LATER_DONE,
        LATER,
        LATER_TWICE;

        Verdict of(Verdict verdict, CompletableFuture<Void> gate) {
            return switch (this) {
                case NOW -> verdict;
                case LATER_DONE -> Verdict.later(CompletableFuture.completedStage(verdict));
                case LATER -> Verdict.later(gate.thenApply(open -> verdict));
                case LATER_TWICE ->
                    Verdict.later(gate.thenApply(
                            open -> Verdict.later(CompletableFuture.supplyAsync(() -> verdict, Runnable::run))));
            };
        }

        boolean isParked() {
            return this == LATER || this == LATER_TWICE;
        }
    }

    static Stream<Arguments> phasesAndWays() {
        return Stream.of(Phase.values())
                .flatMap(phase -> Stream.of(Way.values()).map(way -> Arguments.of(phase, way)));
    }

    /** Lets a hook of this phase decide, and waits until the run is over. */
    private void decide(Phase phase, Way way, Verdict verdict) {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        hook(phase, "m", (stanza, from) -> way.of(verdict, gate));
        CompletionStage<Void> stage = run(REQUEST);
        assertThat(Stages.isDone(stage)).isEqualTo(!way.isParked());
        if (way.isParked()) {
            assertThat(ended).isEmpty();
            gate.complete(null);
            assertThat(ended).as("only its own loop goes on").isEmpty();
            origin.turn();
            assertThat(Stages.isDone(stage)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("phasesAndWays")
    void passGoesOn(Phase phase, Way way) {
        decide(phase, way, Verdict.pass());
        assertThat(ended).containsExactly(REQUEST);
        assertThat(observed).containsExactly(REQUEST);
        assertThat(origin.answers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("phasesAndWays")
    void replaceGoesOnWithTheOther(Phase phase, Way way) {
        decide(phase, way, Verdict.replace(OTHER));
        assertThat(ended).containsExactly(phase == Phase.OBSERVE ? REQUEST : OTHER);
        assertThat(origin.answers).isEmpty();
    }

    private static boolean mayEnd(Phase phase) {
        return phase != Phase.TRANSFORM && phase != Phase.OBSERVE;
    }

    @ParameterizedTest
    @MethodSource("phasesAndWays")
    void rejectAnswersOnceAndEnds(Phase phase, Way way) {
        decide(phase, way, Verdict.reject(StanzaError.of(Condition.FORBIDDEN)));
        assertThat(ended).hasSize(mayEnd(phase) ? 0 : 1);
        assertThat(observed).hasSize(mayEnd(phase) ? 0 : 1);
        assertThat(origin.answers).hasSize(mayEnd(phase) ? 1 : 0);
        origin.answers.forEach(
                answer -> assertThat(StanzaError.conditionOf(answer)).contains(Condition.FORBIDDEN));
    }

    @ParameterizedTest
    @MethodSource("phasesAndWays")
    void replyAnswersOnceAndEnds(Phase phase, Way way) {
        decide(phase, way, Verdict.reply(REQUEST.result()));
        assertThat(ended).hasSize(mayEnd(phase) ? 0 : 1);
        assertThat(origin.answers).hasSize(mayEnd(phase) ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("phasesAndWays")
    void dropEndsSilently(Phase phase, Way way) {
        decide(phase, way, Verdict.drop("because"));
        assertThat(ended).hasSize(mayEnd(phase) ? 0 : 1);
        assertThat(origin.answers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("phasesAndWays")
    void handledEndsButObserversSeeIt(Phase phase, Way way) {
        List<String> asked = new ArrayList<>();
        hook(Phase.HANDLE, "n", (stanza, from) -> {
            asked.add("n");
            return Verdict.pass();
        });
        decide(phase, way, Verdict.handled());
        assertThat(ended).hasSize(mayEnd(phase) ? 0 : 1);
        assertThat(asked).hasSize(mayEnd(phase) ? 0 : 1);
        assertThat(observed).containsExactly(REQUEST);
        assertThat(origin.answers).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void hookThatThrowsFailsClosedOrIsSkipped(Phase phase) {
        hook(phase, "m", (stanza, from) -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(Stages.isDone(run(REQUEST))).isTrue();
        assertFailed(phase);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void stageThatFailsFailsClosedOrIsSkipped(Phase phase) {
        CompletableFuture<Verdict> stage = new CompletableFuture<>();
        hook(phase, "m", (stanza, from) -> Verdict.later(stage));
        run(REQUEST);
        stage.completeExceptionally(new IllegalStateException("the disk"));
        origin.turn();
        assertFailed(phase);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void stageThatHasFailedFailsClosedOrIsSkipped(Phase phase) {
        hook(
                phase,
                "m",
                (stanza, from) -> Verdict.later(CompletableFuture.failedStage(new IllegalStateException("x"))));
        run(REQUEST);
        assertFailed(phase);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    @SuppressWarnings("NullAway") // a hook that breaks its contract is what is tested
    void hookWithoutAVerdictFailsClosedOrIsSkipped(Phase phase) {
        hook(phase, "m", (stanza, from) -> Verdict.later(CompletableFuture.completedStage(null)));
        run(REQUEST);
        assertFailed(phase);
    }

    private void assertFailed(Phase phase) {
        assertThat(ended).hasSize(phase.failsClosed() ? 0 : 1);
        assertThat(origin.answers).hasSize(phase.failsClosed() ? 1 : 0);
        origin.answers.forEach(
                answer -> assertThat(StanzaError.conditionOf(answer)).contains(Condition.INTERNAL_SERVER_ERROR));
    }

    @Test
    void rejectedResultsAndErrorsAreNotAnswered() throws Exception {
        hook(Phase.GUARD, "m", (stanza, from) -> Verdict.reject(StanzaError.of(Condition.FORBIDDEN)));
        run(REQUEST.result());
        run(REQUEST.error(StanzaError.of(Condition.CONFLICT)));
        run(Stanza.parse(Element.of("jabber:client", "message").with("type", "error")));
        assertThat(origin.answers).isEmpty();
        run(Message.to(Jid.valueOf("b@x"), Message.Type.CHAT).withFrom(origin.jid()));
        assertThat(origin.answers).hasSize(1);
    }

    @Test
    void hooksSeeWhatEarlierOnesMadeOfTheStanza() {
        hook(Phase.TRANSFORM, "a", (stanza, from) -> Verdict.replace(((Iq) stanza).withId(stanza.id() + "a")));
        hook(Phase.TRANSFORM, "b", (stanza, from) -> Verdict.replace(((Iq) stanza).withId(stanza.id() + "b")));
        run(REQUEST);
        assertThat(ended).extracting(Stanza::id).containsExactly("1ab");
        assertThat(observed).extracting(Stanza::id).containsExactly("1ab");
    }

    @Test
    void handlerThatPassesAnswersWithAnError() {
        Pipeline.act(Verdict.pass(), REQUEST, origin);
        Pipeline.act(Verdict.replace(OTHER), REQUEST, origin);
        assertThat(origin.answers).hasSize(2).allMatch(Stanza::isError);
    }
}
