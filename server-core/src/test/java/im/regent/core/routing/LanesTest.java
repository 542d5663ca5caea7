package im.regent.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 §10.1 for streams with many senders. */
class LanesTest {
    private final TestOrigin origin = new TestOrigin("gateway.capulet.lit");
    private final List<Stanza> begun = new ArrayList<>();
    private final List<CompletableFuture<Void>> open = new ArrayList<>();
    private final Lanes lanes = new Lanes(origin.loop(), 10, this::handle);

    private CompletionStage<Void> handle(Stanza stanza) {
        begun.add(stanza);
        CompletableFuture<Void> stage = new CompletableFuture<>();
        open.add(stage);
        return stage;
    }

    private static Message message(String from, String to, int number) {
        return Message.to(Jid.valueOf(to), Message.Type.CHAT)
                .withFrom(Jid.valueOf(from))
                .plus(Element.text("jabber:client", "body", String.valueOf(number)));
    }

    private void finish(int index) {
        open.remove(index).complete(null);
        origin.turn();
    }

    @Test
    void onePairWaitsAndAnotherOvertakes() {
        lanes.add(message("a@g", "x@h/1", 1));
        lanes.add(message("a@g/r", "x@h", 2));
        lanes.add(message("b@g", "x@h", 3));
        assertThat(begun)
                .extracting(stanza -> stanza.xml().children().get(0).text())
                .containsExactly("1", "3");
        finish(0);
        assertThat(begun)
                .extracting(stanza -> stanza.xml().children().get(0).text())
                .containsExactly("1", "3", "2");
    }

    @Test
    void stageThatFailsDoesNotStopItsLane() {
        lanes.add(message("a@g", "x@h", 1));
        lanes.add(message("a@g", "x@h", 2));
        open.remove(0).completeExceptionally(new IllegalStateException("a bug"));
        origin.turn();
        assertThat(begun).hasSize(2);
    }

    @Test
    void streamIsParkedAtTheLimitUntilHalfIsThrough() {
        CompletionStage<Void> last = lanes.add(message("a@g", "x@h", 0));
        for (int i = 1; i <= 9; i++) {
            last = lanes.add(message("a@g", "x@h", i));
            assertThat(Stages.isDone(last)).isTrue();
        }
        last = lanes.add(message("a@g", "x@h", 10));
        for (int i = 0; i < 5; i++) {
            assertThat(Stages.isDone(last)).as("%d through", i).isFalse();
            finish(0);
        }
        assertThat(Stages.isDone(last)).isTrue();
        while (!open.isEmpty()) {
            finish(0);
        }
        assertThat(begun).hasSize(11);
        assertThat(Stages.isDone(lanes.add(message("a@g", "x@h", 11)))).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void orderOfEachPairHoldsWhateverIsReadyFirst(long seed) {
        Random random = new Random(seed);
        List<Message> sent = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Message message = message("a" + random.nextInt(5) + "@g", "x" + random.nextInt(5) + "@h", i);
            sent.add(message);
            lanes.add(message);
            while (random.nextBoolean() && !open.isEmpty()) {
                finish(random.nextInt(open.size()));
            }
        }
        while (!open.isEmpty()) {
            finish(random.nextInt(open.size()));
        }
        assertThat(byPair(begun)).isEqualTo(byPair(sent));
    }

    private static Map<String, List<Stanza>> byPair(List<? extends Stanza> stanzas) {
        Map<String, List<Stanza>> pairs = new HashMap<>();
        stanzas.forEach(
                stanza -> pairs.computeIfAbsent(stanza.sender() + " " + stanza.receiver(), pair -> new ArrayList<>())
                        .add(stanza));
        return pairs;
    }
}
