package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream may take and get on which nobody has logged in. */
@Spec(rfc = 6120)
class StrangersTest {
    private static final String LONG = "x".repeat(8_000);
    /** Our header, an error with a sentence, and the closing tag. */
    private static final int SMALL = 700;

    /** Sends this again and again, each time after so many seconds; returns when the connection is closed, in seconds. */
    private static int seconds(PluggedWorld world, PluggedClient client, int every, String what) {
        int now = 0;
        while (client.isOpen() && now < 120) {
            world.passes(Duration.ofSeconds(1));
            now++;
            if (client.isOpen() && now % every == 0) {
                client.sends(what);
            }
        }
        return now;
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "<?xml version='1.0'?>"})
    @Section(value = "13.12", rules = "R151")
    void nothingProlongsTheTimeForTheHeader(String drip) {
        try (PluggedWorld world = new PluggedWorld("", "")) {
            PluggedClient client = world.connect("192.0.2.1").sends("<?xml version='1.0'?>".equals(drip) ? drip : "");
            assertThat(seconds(world, client, 3, drip.startsWith("<") ? " " : drip))
                    .isEqualTo(10);
            assertThat(client.received()).contains("<policy-violation ");
        }
    }

    @Test
    @Section(value = "13.12", rules = "R151")
    void aByteEveryTenSecondsIsNoHeader() {
        try (PluggedWorld world = new PluggedWorld("", "")) {
            PluggedClient client = world.connect("192.0.2.1").sends("<");
            assertThat(seconds(world, client, 9, "s")).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'/>"})
    @Section(value = "13.12", rules = "R151")
    void nothingProlongsTheTimeForTheLogin(String drip) {
        try (PluggedWorld world = new PluggedWorld("", "")) {
            PluggedClient client = world.connect("192.0.2.1");
            world.passes(Duration.ofSeconds(9));
            client.sends(Script.header());
            assertThat(seconds(world, client, 4, drip)).isEqualTo(20);
            assertThat(client.received()).contains("<policy-violation ");
        }
    }

    @Test
    @Section(value = "13.12", rules = "R151")
    void pauseOfReadingDoesNotProlongTheTimeEither() {
        try (PluggedWorld world = new PluggedWorld("", "c2s.rate { bytes-per-second = 10, burst-bytes = 300 }")) {
            PluggedClient client = world.connect("192.0.2.1").sends(Script.header());
            client.sends(" ".repeat(2_000));
            assertThat(client.isRead()).isFalse();
            assertThat(seconds(world, client, 100, " ")).isEqualTo(20);
        }
    }

    @Test
    @Section(value = "13.12", rules = "R151")
    void whoHasLoggedInHasNoDeadline() {
        try (PluggedWorld world = new PluggedWorld("", "")) {
            PluggedClient client = world.connect("192.0.2.1").binds("juliet", "balcony");
            assertThat(seconds(world, client, 100, " ")).isEqualTo(120);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to='@'",
                "to='capulet.lit' id='@'",
                "to='capulet.lit' xml:lang='@'",
                "to='capulet.lit' version='@'",
                "to='capulet.lit' from='@@capulet.lit'",
                "to='capulet.lit' @='1'"
            })
    @Section(value = "13.12", rules = "R151")
    void overlongHeadersAreNotSentBack(String attributes) {
        String given = attributes.contains("version") ? attributes : attributes + " version='1.0'";
        assertSmallAnswer(Script.header(given.replaceFirst("@", attributes.contains(" @=") ? "y".repeat(900) : LONG)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='@'/>",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'>@</auth>",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'>@AAA=</auth>",
                "<iq type='get' id='@'><query xmlns='jabber:iq:auth'/></iq>",
                "<message to='@'/>",
                "<#/>",
                "<# xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
                "<a xmlns='@'/>"
            })
    @Section(value = "13.12", rules = "R151")
    void overlongElementsAreNotSentBack(String element) {
        String sent = element.replace("@", LONG).replace("#", "y".repeat(1_000));
        try (PluggedWorld world = new PluggedWorld("", "")) {
            PluggedClient client = world.connect("192.0.2.1").sends(Script.header());
            client.received();
            assertIsSmall(client.sends(sent).received());
        }
    }

    private static void assertSmallAnswer(String sent) {
        try (PluggedWorld world = new PluggedWorld("", "")) {
            String answer = world.connect("192.0.2.1").sends(sent).received();
            assertIsSmall(answer.replaceAll("<stream:features>.*</stream:features>", ""));
        }
    }

    private static void assertIsSmall(String answer) {
        assertThat(answer).isNotEmpty().hasSizeLessThan(SMALL).doesNotContain("x".repeat(40), "y".repeat(40));
    }
}
