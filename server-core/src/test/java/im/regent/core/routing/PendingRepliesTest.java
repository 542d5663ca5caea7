package im.regent.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Registration;
import im.regent.core.jid.Jid;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** IQ exchanges: who may answer, how often, and what is left when nobody does. */
class PendingRepliesTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid GATEWAY = Jid.valueOf("gateway.capulet.lit");

    private final List<Stanza> sent = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<Runnable> deadlines = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final TestOrigin party = new TestOrigin("gateway.capulet.lit");

    private final Scheduler scheduler = new Scheduler() {
        @Override
        public Cancellable after(Duration delay, Executor on, Runnable task) {
            Runnable entry = () -> on.execute(task);
            deadlines.add(entry);
            return () -> deadlines.remove(entry);
        }
    };

    private final Router router = new Router() {
        @Override
        public CompletionStage<Void> submit(Stanza stanza, Origin origin) {
            sent.add(stanza);
            origins.add(origin);
            return Stages.done();
        }

        @Override
        public CompletionStage<Void> route(Stanza stanza, Origin origin) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Registration bind(String domain, Route route) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isLocal(String domain) {
            return true;
        }

        @Override
        public boolean isVirtualHost(String domain) {
            return true;
        }
    };

    private final PendingReplies replies = new PendingReplies(scheduler, () -> "fresh" + ids.incrementAndGet());

    private static Iq request(String id) {
        return Iq.request(Iq.Type.GET, id, Element.of("urn:x", "query"));
    }

    private CompletableFuture<Optional<Iq>> ask(Iq request) {
        return ask(request, party);
    }

    private CompletableFuture<Optional<Iq>> ask(Iq request, Origin asker) {
        return replies.ask(JULIET, request, asker, Duration.ofSeconds(30), router)
                .toCompletableFuture();
    }

    private static Iq answer(String from, String id) {
        return Iq.request(Iq.Type.GET, id, Element.of("urn:x", "query"))
                .withFrom(JULIET)
                .withTo(Jid.valueOf(from))
                .result();
    }

    @Test
    void requestIsSentAsTheAccountAndTheAnswerComesOnThePartysLoop() {
        CompletableFuture<Optional<Iq>> stage = ask(request("1").withTo(GATEWAY));
        assertThat(sent)
                .singleElement()
                .matches(stanza -> stanza.sender().equals(JULIET) && stanza.id().equals("1"));
        assertThat(origins.get(0).isAccount(JULIET)).isTrue();
        assertThat(origins.get(0).behind()).isEqualTo(GATEWAY);
        replies.accept(answer("gateway.capulet.lit", "1"));
        assertThat(stage).isNotDone();
        party.turn();
        assertThat(stage).isCompletedWithValueMatching(Optional::isPresent);
        assertThat(replies.size()).isZero();
        assertThat(deadlines).isEmpty();
    }

    @Test
    void wrongSenderWrongIdAndWrongReceiverAreIgnored() {
        CompletableFuture<Optional<Iq>> stage = ask(request("1").withTo(Jid.valueOf("romeo@montague.lit/orchard")));
        replies.accept(answer("romeo@montague.lit/garden", "1"));
        replies.accept(answer("romeo@montague.lit", "1"));
        replies.accept(answer("montague.lit", "1"));
        replies.accept(answer("romeo@montague.lit/orchard", "2"));
        replies.accept(answer("romeo@montague.lit/orchard", "1").withTo(Jid.valueOf("nurse@capulet.lit")));
        replies.accept(answer("romeo@montague.lit/orchard", "1").withTo(Jid.valueOf("juliet@capulet.lit/x")));
        party.turn();
        assertThat(stage).isNotDone();
        replies.accept(answer("romeo@montague.lit/orchard", "1"));
        party.turn();
        assertThat(stage).isDone();
    }

    @Test
    void ownAccountMayAnswerAsItselfOrAsItsHostButNobodyElse() {
        CompletableFuture<Optional<Iq>> first = ask(request("1"));
        CompletableFuture<Optional<Iq>> second = ask(request("2"));
        replies.accept(answer("romeo@montague.lit", "1"));
        replies.accept(answer("juliet@capulet.lit/x", "1"));
        party.turn();
        assertThat(first).isNotDone();
        replies.accept(answer("juliet@capulet.lit", "1"));
        replies.accept(answer("capulet.lit", "2"));
        party.turn();
        assertThat(first).isDone();
        assertThat(second).isDone();
    }

    @Test
    void answerWithoutAddressIsForTheSendersOwnAccount() {
        CompletableFuture<Optional<Iq>> stage = ask(request("1").withTo(Jid.valueOf("juliet@capulet.lit/balcony")));
        Iq bare = Iq.request(Iq.Type.GET, "1", Element.of("urn:x", "query"))
                .withTo(Jid.valueOf("juliet@capulet.lit/balcony"))
                .result();
        replies.accept(bare);
        party.turn();
        assertThat(stage).isDone();
    }

    @Test
    void secondAndLateAnswersAreIgnored() {
        CompletableFuture<Optional<Iq>> stage = ask(request("1").withTo(GATEWAY));
        Iq first = answer("gateway.capulet.lit", "1");
        replies.accept(first);
        replies.accept(answer("gateway.capulet.lit", "1"));
        origins.get(0).reply(request("1").error(StanzaError.of(Condition.FORBIDDEN)));
        party.turn();
        assertThat(stage.join().orElseThrow().type()).isEqualTo(Iq.Type.RESULT);

        CompletableFuture<Optional<Iq>> late = ask(request("2").withTo(GATEWAY));
        deadlines.get(0).run();
        party.turn();
        assertThat(late.join()).isEmpty();
        replies.accept(answer("gateway.capulet.lit", "2"));
        assertThat(replies.size()).isZero();
        assertThat(replies.size(party)).isZero();
    }

    @Test
    void idInUseIsReplacedOnTheWireAndRestoredInTheAnswer() {
        CompletableFuture<Optional<Iq>> first = ask(request("1").withTo(GATEWAY));
        CompletableFuture<Optional<Iq>> second = ask(request("1").withTo(GATEWAY));
        assertThat(sent).extracting(Stanza::id).containsExactly("1", "fresh1");
        replies.accept(answer("gateway.capulet.lit", "fresh1"));
        party.turn();
        assertThat(first).isNotDone();
        assertThat(second.join().orElseThrow().id()).isEqualTo("1");
    }

    @Test
    void requestsOfOthersAreNoAnswers() {
        CompletableFuture<Optional<Iq>> stage = ask(request("1").withTo(GATEWAY));
        origins.get(0).reply(request("1"));
        party.turn();
        assertThat(stage).isNotDone();
    }

    @Test
    void partyHasALimitAndGetsAnErrorBeyondIt() {
        for (int i = 0; i < 1_000; i++) {
            ask(request("r" + i).withTo(GATEWAY));
        }
        Iq refused = ask(request("one more").withTo(GATEWAY)).join().orElseThrow();
        assertThat(StanzaError.conditionOf(refused)).contains(Condition.RESOURCE_CONSTRAINT);
        assertThat(refused.id()).isEqualTo("one more");
        assertThat(replies.size(party)).isEqualTo(1_000);
        assertThat(ask(request("other").withTo(GATEWAY), new TestOrigin("other.capulet.lit")))
                .isNotDone();
        replies.accept(answer("gateway.capulet.lit", "r7"));
        assertThat(ask(request("again").withTo(GATEWAY))).isNotDone();
    }

    @Test
    void partyThatIsGoneIsToldAndLeavesNothing() {
        TestOrigin successor = new TestOrigin("gateway.capulet.lit");
        CompletableFuture<Optional<Iq>> old = ask(request("1").withTo(GATEWAY));
        CompletableFuture<Optional<Iq>> fresh = ask(request("2").withTo(GATEWAY), successor);
        replies.forget(party);
        party.turn();
        assertThat(old.join()).isEmpty();
        assertThat(fresh).isNotDone();
        assertThat(replies.size()).isOne();
        assertThat(replies.size(successor))
                .as("counted for the component, not its stream")
                .isOne();
        assertThat(deadlines).hasSize(1);
        replies.forget(party);
        replies.accept(answer("gateway.capulet.lit", "2"));
        successor.turn();
        assertThat(fresh).isDone();
        assertThat(replies.size(successor)).isZero();
    }
}
