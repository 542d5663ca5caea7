package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Silent clients: RFC 6120 §4.6. */
@Spec(rfc = 6120)
class LivenessTest {
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private final ClientWorld world = ClientWorld.start();
    private final EmbeddedClient client = StreamState.BOUND.client(world);

    @AfterEach
    void stop() {
        world.close();
    }

    private void advance(Duration span) {
        world.time.advance(span);
    }

    private String answer() {
        Element ping = client.elements.remove();
        assertThat(ping.attribute("type", "")).isEqualTo("get");
        assertThat(ping.attribute("from", "")).isEqualTo("capulet.lit");
        assertThat(ping.attribute("to", "")).isEqualTo("juliet@capulet.lit/balcony");
        assertThat(ping.child("urn:xmpp:ping", "ping")).isPresent();
        return "<iq type='result' to='capulet.lit' id='" + ping.attribute("id", "") + "'/>";
    }

    @Test
    @Section(value = "4.6.4", rules = "R24")
    void nobodyIsAskedWithinFiveMinutes() {
        advance(IDLE.minus(INSTANT));
        assertThat(client.outcome()).isEqualTo("silence");
        advance(INSTANT);
        assertThat(client.order).containsExactly("iq");
        assertThat(answer()).isNotEmpty();
    }

    @Test
    @Section(
            value = "4.6.2",
            rules = {"R23", "R32"})
    void whoDoesNotAnswerIsGone() {
        advance(IDLE);
        client.forget();
        advance(ANSWER.minus(INSTANT));
        assertThat(client.outcome()).isEqualTo("silence");
        assertThat(world.routing().sessions().of(JULIET)).hasSize(1);
        advance(INSTANT);
        assertThat(client.outcome()).isEqualTo("end connection-timeout");
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();
    }

    @Test
    @Section(
            value = "4.6.3",
            rules = {"R24", "R32"})
    void whoAnswersMayBeIdleForever() {
        int asked = 0;
        for (int minute = 0; minute < 24 * 60; minute++) {
            advance(Duration.ofMinutes(1));
            if (!client.elements.isEmpty()) {
                asked++;
                client.sends(answer());
            }
        }
        assertThat(client.outcome()).isEqualTo("silence");
        assertThat(asked).isBetween(24 * 60 / 6, 24 * 60 / 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "<message to='", "<presence/>", "<iq type='error' id='x' to='capulet.lit'/>"})
    @Section(
            value = "4.6.1",
            rules = {"R22", "R23"})
    void everyByteIsASignOfLife(String bytes) {
        advance(IDLE.plus(ANSWER).minus(INSTANT));
        client.forget().sends(bytes);
        advance(IDLE.minus(INSTANT));
        assertThat(client.outcome()).isEqualTo("silence");
        advance(INSTANT);
        assertThat(client.order).containsExactly("iq");
    }

    @Test
    @Section(value = "4.6.2", rules = "R23")
    void anAnswerCountsHoweverLateItIsLookedAt() {
        advance(IDLE);
        client.sends(answer());
        world.time.oversleep(Duration.ofMinutes(3));
        assertThat(client.outcome()).isEqualTo("silence");
    }

    @Test
    @Section(value = "4.6.1", rules = "R22")
    void whoSendsWhiteSpaceIsNeverAsked() {
        for (int i = 0; i < 100; i++) {
            advance(IDLE.minus(INSTANT));
            client.sends(" ");
        }
        assertThat(client.outcome()).isEqualTo("silence");
    }

    @Test
    void aBusyClientCostsOneTimerInAnIdlePeriod() {
        long before = world.time.scheduled();
        for (int i = 0; i < 1_000; i++) {
            client.sends("<iq type='result' id='x'/>");
            advance(Duration.ofMillis(50));
        }
        assertThat(world.time.scheduled()).isEqualTo(before);
        advance(IDLE.minusSeconds(50));
        assertThat(world.time.scheduled()).isEqualTo(before + 1);
    }

    @Test
    void aSessionThatEndsLeavesNoTimer() {
        client.sends("</stream:stream>");
        assertThat(client.outcome()).isEqualTo("closed");
        advance(Duration.ofSeconds(10));
        assertThat(world.time.pending()).isZero();
    }

    @Test
    void aSessionWhoseConnectionBreaksWhileItIsAskedIsOver() {
        advance(IDLE);
        client.breaks();
        advance(ANSWER);
        assertThat(client.order).containsExactly("iq", "-");
        assertThat(world.routing().sessions().of(JULIET)).isEmpty();
    }

    @Test
    void theSpansAreSettings() {
        try (ClientWorld other = new ClientWorld("c2s.liveness { idle = 1m, answer-within = 5s }")) {
            EmbeddedClient impatient = StreamState.BOUND.client(other);
            other.time.advance(Duration.ofMinutes(1));
            assertThat(impatient.order).containsExactly("iq");
            impatient.forget();
            other.time.advance(Duration.ofSeconds(5));
            assertThat(impatient.outcome()).isEqualTo("end connection-timeout");
        }
    }
}
