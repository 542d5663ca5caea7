package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much one client may send in a while. */
@Spec(rfc = 6120)
class PaceTest {
    private static final String NO_BYTES = "bytes-per-second = 0";
    private static final Pattern RESULT = Pattern.compile("<iq (?=[^>]*type='result')[^>]*id='n([0-9]+)'");

    /** A request that is answered at once. */
    static String request(int number) {
        return "<iq type='set' id='n" + number + "'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>";
    }

    private static String requests(int from, int to) {
        return IntStream.range(from, to).mapToObj(PaceTest::request).collect(Collectors.joining());
    }

    private static List<Integer> answered(PluggedClient client) {
        List<Integer> numbers = new ArrayList<>();
        Matcher results = RESULT.matcher(client.received());
        while (results.find()) {
            numbers.add(Integer.valueOf(results.group(1)));
        }
        return numbers;
    }

    private static Integer[] numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toArray(Integer[]::new);
    }

    private static PluggedWorld world(String rate) {
        return new PluggedWorld("", "c2s.rate { " + rate + " }");
    }

    @Test
    @Section(value = "13.12", rules = "R150")
    void stanzasBeyondTheBurstWaitInTheirOrderAndNoneIsLost() {
        try (PluggedWorld world = world(NO_BYTES + ", stanzas-per-second = 5, burst-stanzas = 10")) {
            PluggedClient client = world.connect("192.0.2.1").binds("juliet", "balcony");
            world.passes(Duration.ofMinutes(1));
            client.sends(requests(0, 30));
            // Ten, one of the slice before, and the one that was being taken when the last token went.
            assertThat(answered(client)).containsExactly(numbers(0, 12));
            assertThat(client.isRead()).isFalse();
            world.passes(Duration.ofMillis(199));
            assertThat(answered(client)).isEmpty();
            world.passes(Duration.ofMillis(801));
            assertThat(answered(client)).containsExactly(numbers(12, 17));
            world.passes(Duration.ofSeconds(3));
            assertThat(answered(client)).containsExactly(numbers(17, 30));
            assertThat(client.isRead()).isTrue();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    @Section(value = "13.12", rules = "R150")
    void bytesBeyondTheBurstArePaidForWithAPauseOfReading() {
        try (PluggedWorld world = world("bytes-per-second = 1000, burst-bytes = 20000, stanzas-per-second = 0")) {
            PluggedClient client = world.connect("192.0.2.1").binds("juliet", "balcony");
            world.passes(Duration.ofMinutes(1));
            client.sends(request(1) + " ".repeat(19_000));
            assertThat(answered(client)).containsExactly(1);
            assertThat(client.isRead()).isTrue();
            client.sends(request(2) + " ".repeat(11_000));
            assertThat(client.isRead()).isFalse();
            world.passes(Duration.ofSeconds(9));
            assertThat(client.isRead()).isFalse();
            world.passes(Duration.ofSeconds(3));
            assertThat(answered(client)).containsExactly(2);
            assertThat(client.isRead()).isTrue();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    @Section(value = "13.12", rules = "R150")
    void floodGetsTheRateOnAverage() {
        try (PluggedWorld world = world(NO_BYTES + ", stanzas-per-second = 50, burst-stanzas = 500")) {
            PluggedClient client = world.connect("192.0.2.1").binds("juliet", "balcony");
            int sent = 0;
            int handled = 0;
            for (int second = 0; second < 60; second++) {
                while (client.isRead()) {
                    client.sends(requests(sent, sent + 100));
                    sent += 100;
                }
                world.passes(Duration.ofSeconds(1));
                handled += answered(client).size();
            }
            assertThat(handled).isBetween(500 + 59 * 50, 500 + 60 * 50 + 1);
        }
    }

    @Test
    @Section(value = "13.12", rules = "R150")
    void oneClientsFloodDoesNotSlowAnother() {
        try (PluggedWorld world = world(NO_BYTES + ", stanzas-per-second = 1, burst-stanzas = 10")) {
            PluggedClient juliet = world.connect("192.0.2.1").binds("juliet", "balcony");
            PluggedClient romeo = world.connect("192.0.2.1").binds("romeo", "orchard");
            juliet.sends(requests(0, 30));
            assertThat(juliet.isRead()).isFalse();
            romeo.sends(request(1));
            assertThat(answered(romeo)).containsExactly(1);
        }
    }

    @Test
    void zeroIsNoLimit() {
        try (PluggedWorld world = world(NO_BYTES + ", stanzas-per-second = 0")) {
            PluggedClient client = world.connect("192.0.2.1").binds("juliet", "balcony");
            client.sends(requests(0, 5_000));
            assertThat(answered(client)).hasSize(5_000);
            assertThat(client.isRead()).isTrue();
        }
    }

    @Test
    void connectionThatEndsInAPauseEndsWithIt() {
        try (PluggedWorld world = world(NO_BYTES + ", stanzas-per-second = 1, burst-stanzas = 10")) {
            PluggedClient client = world.connect("192.0.2.1").binds("juliet", "balcony");
            client.sends(requests(0, 30));
            client.received();
            client.breaks();
            world.passes(Duration.ofMinutes(1));
            assertThat(answered(client)).isEmpty();
            assertThat(world.world.routing().sessions().of(im.regent.core.jid.Jid.valueOf("juliet@capulet.lit")))
                    .isEmpty();
        }
    }
}
