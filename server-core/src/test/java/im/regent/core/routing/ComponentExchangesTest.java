package im.regent.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.session.ComponentLink;
import im.regent.core.session.Origin;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Requests of the server itself to a component on its stream, and who is behind a request. */
class ComponentExchangesTest {
    private static final Jid HOST = Jid.valueOf("capulet.lit");
    private static final Jid PUBSUB = Jid.valueOf("pubsub.capulet.lit");

    private final List<Runnable> deadlines = new ArrayList<>();
    private final PendingReplies replies = new PendingReplies(
            (delay, on, task) -> {
                deadlines.add(task);
                return () -> deadlines.remove(task);
            },
            () -> "fresh");
    private final Link link = new Link();

    private static final class Link implements ComponentLink {
        private final List<Stanza> sent = new ArrayList<>();
        private boolean hasEnded;

        @Override
        public Jid jid() {
            return PUBSUB;
        }

        @Override
        public Executor loop() {
            return Runnable::run;
        }

        @Override
        public String streamId() {
            return "s";
        }

        @Override
        public void send(Stanza stanza) {
            sent.add(stanza);
        }

        @Override
        public boolean hasEnded() {
            return hasEnded;
        }

        @Override
        public void close(StreamError error) {
            throw new AssertionError("nobody closes this");
        }
    }

    private Exchange exchange() {
        Iq request = Iq.request(Iq.Type.GET, "1", Element.of("urn:x", "query"));
        return replies.ask(HOST, request, link, Duration.ofSeconds(1));
    }

    private CompletableFuture<Optional<Iq>> ask() {
        return exchange().answer().toCompletableFuture();
    }

    @Test
    void requestGoesStraightToTheStreamAndItsAnswerComesBack() {
        CompletableFuture<Optional<Iq>> answer = ask();
        assertThat(link.sent).singleElement().satisfies(sent -> {
            assertThat(sent.sender()).isEqualTo(HOST);
            assertThat(sent.receiver()).isEqualTo(PUBSUB);
        });

        Iq sent = (Iq) link.sent.get(0);
        replies.accept(sent.result().withFrom(Jid.valueOf("x@pubsub.capulet.lit")));
        assertThat(answer).isNotDone();
        replies.accept(sent.result());
        assertThat(answer).isCompletedWithValueMatching(Optional::isPresent);
        assertThat(deadlines).isEmpty();
    }

    @Test
    void streamThatEndsAnswersNothingWheneverItEnds() {
        CompletableFuture<Optional<Iq>> before = ask();
        link.hasEnded = true;
        replies.forget(link);
        assertThat(before).isCompletedWithValue(Optional.empty());

        assertThat(ask()).as("asked while the stream was ending").isCompletedWithValue(Optional.empty());
        assertThat(replies.size()).isZero();
    }

    @Test
    void whatIsWithdrawnIsAnsweredByNobodyAndALateAnswerIsLost() {
        Exchange exchange = exchange();
        exchange.withdraw().run();
        assertThat(exchange.answer().toCompletableFuture()).isCompletedWithValue(Optional.empty());
        assertThat(replies.size()).isZero();
        assertThat(deadlines).isEmpty();

        CompletableFuture<Optional<Iq>> next = ask();
        Exchange answered = exchange();
        replies.accept(((Iq) link.sent.get(2)).result());
        answered.withdraw().run();
        assertThat(answered.answer().toCompletableFuture()).isCompletedWithValueMatching(Optional::isPresent);
        assertThat(next).as("another exchange").isNotDone();
    }

    @Test
    void whoHasSomebodyActIsBehindIt() {
        Origin acting = new ActingFor(HOST, PUBSUB, Runnable::run, answer -> {});

        assertThat(link.behind()).isEqualTo(PUBSUB);
        assertThat(acting.behind()).isEqualTo(PUBSUB);
        assertThat(ActingFor.unanswered(HOST, Runnable::run).behind()).isEqualTo(HOST);
    }
}
