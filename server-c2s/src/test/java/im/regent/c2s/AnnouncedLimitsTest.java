package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits that clients are told, against those that hold. */
@Spec(xep = 478, version = "0.2.0")
class AnnouncedLimitsTest {
    private static final String NAMESPACE = "urn:xmpp:stream-limits:0";
    private static final String ME = "<message to='juliet@capulet.lit/balcony'><body>";
    private static final String END = "</body></message>";

    private final ClientWorld world = new ClientWorld("c2s { max-stanza-size = 20000 B, liveness.idle = 77s }");

    @AfterEach
    void stop() {
        world.close();
    }

    private static Optional<Integer> announced(EmbeddedClient client, String what) {
        return client.elements
                .getLast()
                .child(NAMESPACE, "limits")
                .flatMap(limits -> limits.child(NAMESPACE, what))
                .map(Element::text)
                .map(Integer::valueOf);
    }

    private static String padded(String before, String after, int bytes) {
        return before + "A".repeat(bytes - before.length() - after.length()) + after;
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    @Section(value = "3.1", rules = "R152")
    void beforeLoginAnElementMayHaveSoManyBytesAndNoMore(int more) {
        EmbeddedClient client = world.embed().secures();
        int limit = announced(client, "max-bytes").orElseThrow();
        client.forget().sends(padded("<response xmlns='" + Script.SASL + "'>", "</response>", limit + more));
        assertThat(client.outcome()).startsWith(more > 0 ? "end policy-violation" : "failure ");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    @Section(value = "3.1", rules = "R152")
    void afterLoginAnElementMayHaveSoManyBytesAndNoMore(int more) {
        EmbeddedClient client = world.embed().secures().logsIn("juliet").sends(Script.header());
        int limit = announced(client, "max-bytes").orElseThrow();
        assertThat(limit).isEqualTo(20_000);
        client.sends(Script.bind("b", "balcony")).forget().sends(" \n" + padded(ME, END, limit + more));
        assertThat(client.outcome()).isEqualTo(more > 0 ? "end policy-violation" : "");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1})
    @Section(value = "3.1", rules = "R152")
    void soManySecondsOfSilenceBringAQuestion(int more) {
        EmbeddedClient client = world.embed().secures().logsIn("juliet").sends(Script.header());
        int limit = announced(client, "idle-seconds").orElseThrow();
        assertThat(limit).isEqualTo(77);
        client.sends(Script.bind("b", "balcony")).forget();
        world.time.advance(Duration.ofSeconds(limit + more));
        assertThat(client.order).hasSize(more < 0 ? 0 : 1);
    }

    @Test
    @Section(value = "3.1", rules = "R152")
    void theDeadlineOfTheLoginIsNoLimitOfIdleness() {
        assertThat(announced(world.embed().secures(), "idle-seconds")).isEmpty();
    }

    @Test
    @Section("3.1")
    void whereTlsIsMandatoryNothingIsToldBeforeIt() {
        assertThat(announced(world.embed().sends(Script.header()), "max-bytes")).isEmpty();
        try (ClientWorld open = new ClientWorld("c2s.require-tls = false")) {
            assertThat(announced(open.embed().sends(Script.header()), "max-bytes"))
                    .contains(10_000);
        }
    }
}
