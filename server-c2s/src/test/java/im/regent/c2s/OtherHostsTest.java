package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts whose clients are sent away. */
@Spec(rfc = 6120)
class OtherHostsTest {
    private static final String MONTAGUE = Script.header("to='montague.lit' version='1.0'");

    private static ClientWorld worldWithOther(String other) {
        return new ClientWorld("virtual-hosts { \"montague.lit\" { see-other-host = \"" + other + "\" } }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mantua.lit", "MANTUA.lit"})
    @Section(
            value = "4.9.3.5",
            rules = {"R27", "R33"})
    void whoAsksForADomainThatWasServedOnceHearsThatItIsGone(String to) {
        try (ClientWorld world = new ClientWorld("gone-hosts = [\"Mantua.lit\"]")) {
            EmbeddedClient client = world.embed().sends(Script.header("to='" + to + "' version='1.0'"));
            assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
            assertThat(client.headers.remove().from()).isEqualTo("capulet.lit");
            assertThat(client.outcome()).isEqualTo("end host-gone");
            EmbeddedClient other = world.embed().sends(Script.header("to='padua.lit' version='1.0'"));
            assertThat(other.outcome()).isEqualTo("end host-unknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"verona.lit", "verona.lit:5269", "192.0.2.7:5222", "[2001:db8::1]", "[2001:db8::1]:9222"})
    @Section(value = "4.9.3.19", rules = "R47")
    void clientsAreSentElsewhereUnderTls(String other) {
        try (ClientWorld world = worldWithOther(other)) {
            EmbeddedClient client = world.embedWithTls().sends(MONTAGUE);
            assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
            Element condition = client.elements.getLast().children().get(0);
            assertThat(condition.localName()).isEqualTo("see-other-host");
            assertThat(condition.text()).isEqualTo(other);
        }
    }

    @Test
    @Section(value = "4.9.3.19", rules = "R47")
    void inTheClearNobodyIsSentElsewhere() {
        try (ClientWorld world = worldWithOther("verona.lit")) {
            EmbeddedClient client = world.embed().sends(MONTAGUE);
            assertThat(client.outcome()).isEqualTo("features");
            client.sends(Script.START_TLS).forget().sends(MONTAGUE);
            assertThat(client.outcome()).isEqualTo("end see-other-host");
        }
    }

    @Test
    @Section(value = "4.9.3.19", rules = "R47")
    void theOtherHostsStay() {
        try (ClientWorld world = worldWithOther("verona.lit")) {
            assertThat(world.embedWithTls().sends(Script.header()).outcome()).isEqualTo("features");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verona.lit:",
                "verona.lit:0",
                "verona.lit:65536",
                "verona.lit:x",
                "2001:db8::1",
                "[2001:db8::1",
                "[::g]",
                "a b",
                "user@verona.lit",
                "verona.lit/x",
                ":5222",
                "montague.lit",
                "MONTAGUE.lit"
            })
    @Section(value = "4.9.3.19", rules = "R47")
    void whereNobodyCouldGoIsFoundAtTheStart(String other) {
        assertThatThrownBy(() -> worldWithOther(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("see-other-host");
    }

    @Test
    void redirectionNeedsTls() {
        assertThatThrownBy(() -> new ClientWorld("c2s.require-tls = false\n"
                        + "virtual-hosts { \"montague.lit\" { see-other-host = \"verona.lit\" } }"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("require-tls");
    }

    @ParameterizedTest
    @CsvSource({"capulet.lit, not gone", "juliet@mantua.lit, not a domain", "mantua..lit, gone-hosts"})
    void aGoneHostIsADomainThatIsNotServed(String gone, String message) {
        assertThatThrownBy(() -> new ClientWorld("gone-hosts = [\"" + gone + "\"]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
