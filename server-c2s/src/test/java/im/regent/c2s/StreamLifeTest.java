package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamHeader;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's stream from its first byte to its last, through the server's own transport. */
@Spec(rfc = 6120)
class StreamLifeTest {
    private static final String CLOSE = "</stream:stream>";
    private static final String JULIET = "juliet@capulet.lit/balcony";
    private static final String ROMEO = "romeo@capulet.lit/orchard";

    private final ClientWorld world = ClientWorld.start();

    @AfterEach
    void stop() {
        world.close();
    }

    private EmbeddedClient romeo() {
        return world.embedWithTls().sends(Script.header()).binds("romeo", "orchard");
    }

    private static String message(String to, String id) {
        return "<message to='" + to + "' id='" + id + "'/>";
    }

    @Test
    @Section(
            value = "4.3.3",
            rules = {"R1", "R15", "R16", "R96", "R101"})
    void oneConnectionCarriesThreeStreamsEachWithANewHeaderAndNoClosingTag() {
        EmbeddedClient client = world.embed().secures().logsIn("juliet").sends(Script.header());
        client.sends(Script.bind("b", "balcony"));
        assertThat(client.order)
                .containsExactly(
                        "<stream>",
                        "features",
                        "proceed",
                        "<stream>",
                        "features",
                        "challenge",
                        "success",
                        "<stream>",
                        "features",
                        "iq");
        assertThat(client.headers).extracting(StreamHeader::id).doesNotHaveDuplicates();
        client.forget().sends(message(JULIET, "1")).sends(" ");
        world.time.advance(Duration.ofMinutes(1));
        assertThat(client.order).as("negotiation is complete").containsExactly("message");
    }

    @Test
    @Section(value = "6.3.5", rules = "R22")
    void nothingStandsBetweenTheElementsThatNegotiateTlsAndSasl() {
        EmbeddedClient client = world.embed().secures().logsIn("juliet");
        assertThat(client.text()).doesNotContainPattern(">\\s").doesNotContainPattern("\\s<");
    }

    @Test
    @Section(
            value = "4.5",
            rules = {"R21", "R101"})
    void bothDirectionsUseOneConnectionAndAnAccountMayHaveSeveral() {
        EmbeddedClient balcony = StreamState.BOUND.client(world);
        EmbeddedClient garden = world.embed().secures().binds("juliet", "garden");
        balcony.sends(message("juliet@capulet.lit/garden", "there"));
        garden.sends(message(JULIET, "back"));
        assertThat(garden.settle().elements.remove().attribute("id", "")).isEqualTo("there");
        assertThat(balcony.settle().elements.remove().attribute("id", "")).isEqualTo("back");
    }

    @Test
    @Section(value = "4.3.6", rules = "R18")
    void theSessionIsWhoAuthenticatedWithTheBoundResourceInCanonicalForm() {
        EmbeddedClient romeo = romeo();
        EmbeddedClient client = world.embed().secures().logsIn("JULIET").sends(Script.header());
        client.sends(Script.bind("b", "\u212bngstr\u00f6m"));
        Element bind = client.elements.getLast().children().get(0);
        String address = bind.children().get(0).text();
        assertThat(address).isEqualTo("juliet@capulet.lit/\u00c5ngstr\u00f6m");
        client.sends("<message from='romeo@capulet.lit' to='" + ROMEO + "'/>");
        assertThat(romeo.settle().elements.remove().attribute("from", "")).isEqualTo(address);
    }

    @Test
    @Section(value = "4.7.4", rules = "R6")
    void theLanguageOfTheHeaderIsRememberedForStanzasThatHaveNone() {
        EmbeddedClient romeo = romeo();
        EmbeddedClient client = world.embed().secures().logsIn("juliet");
        client.sends(Script.header("xml:lang='de-CH' to='capulet.lit' version='1.0'"));
        assertThat(client.headers.getLast().lang()).isEqualTo("en");
        client.sends(Script.bind("b", "balcony"));
        client.sends(message(ROMEO, "1") + "<message xml:lang='fr' to='" + ROMEO + "'/>");
        assertThat(romeo.settle().elements)
                .extracting(Element::lang)
                .extracting(lang -> lang.orElse(""))
                .containsExactly("de-CH", "fr");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UNOPENED", "PROCEEDING", "SUCCEEDED", "CLOSING"})
    @Section(value = "4.4", rules = "R19")
    void thePeersClosingTagIsAnsweredAndTheConnectionClosed(StreamState state) {
        EmbeddedClient client = state.client(world).sends(CLOSE);
        assertThat(client.order).containsExactly("</stream>", "-");
        assertThat(client.text()).isEqualTo(CLOSE);
    }

    @Test
    @Section(value = "4.4", rules = "R19")
    void whatWasForThePeerComesBeforeOurClosingTag() {
        EmbeddedClient client = StreamState.BOUND.client(world);
        client.sends(message(JULIET, "1") + message(JULIET, "2") + CLOSE);
        assertThat(client.order).containsExactly("message", "message", "</stream>", "-");
    }

    @Test
    @Section(value = "4.4", rules = "R20")
    void behindOurClosingTagThePeerIsStillHeardUntilItsOwn() {
        EmbeddedClient romeo = romeo();
        EmbeddedClient client = StreamState.BOUND.client(world).closedByServer();
        assertThat(client.order).containsExactly("</stream>");
        client.forget().sends(message(ROMEO, "late") + message(JULIET, "echo"));
        assertThat(romeo.settle().elements.remove().attribute("id", "")).isEqualTo("late");
        assertThat(client.outcome()).as("nothing is sent any more").isEqualTo("silence");
        client.sends(CLOSE);
        assertThat(client.order).containsExactly("-");
    }

    @Test
    @Section(value = "4.4", rules = "R20")
    void aPeerThatNeverClosesIsNotWaitedForForever() {
        EmbeddedClient client = StreamState.CLOSING.client(world);
        world.time.advance(Duration.ofMillis(4_999));
        assertThat(client.isOver()).isFalse();
        world.time.advance(Duration.ofMillis(1));
        assertThat(client.order).containsExactly("-");
    }

    @Test
    @Section(value = "4.9.1.1", rules = "R25")
    void anErrorIsFollowedByTheClosingTagAndTheEndOfTheConnection() {
        EmbeddedClient client = StreamState.BOUND.client(world).sends("<presence></message>");
        assertThat(client.text())
                .isEqualTo("<stream:error><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
                        + CLOSE);
        assertThat(client.isOver()).isTrue();
    }

    @Test
    @Section(
            value = "4.9.1.2",
            rules = {"R2", "R26", "R27"})
    void anErrorBeforeAnyHeaderStillHasAHeaderBeforeIt() {
        EmbeddedClient client = world.embed().sends("<!DOCTYPE x>");
        assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
        assertThat(client.text()).contains(" from='' id='");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLOSING"})
    @Section(value = "4.9.3.20", rules = "R48")
    void everyStreamHearsOfTheShutdownBeforeItsConnectionCloses(StreamState state) {
        EmbeddedClient client = state.client(world);
        world.stop();
        client.settle();
        assertThat(client.order).endsWith("error", "</stream>", "-");
        assertThat(Script.condition(client.elements.getLast())).isEqualTo("system-shutdown");
    }

    @Test
    @Section(value = "8", rules = "R64")
    void aStanzaCountsWithItsLastByte() {
        EmbeddedClient romeo = romeo();
        EmbeddedClient client = StreamState.BOUND.client(world).bytewise();
        String stanza = "<message to='" + ROMEO + "'><body>x</body></message>";
        client.sends(stanza.substring(0, stanza.length() - 1));
        assertThat(romeo.outcome()).isEqualTo("silence");
        client.sends(">");
        assertThat(romeo.settle().order).containsExactly("message");
    }

    @Test
    @Section(value = "8", rules = "R64")
    void aStanzaWithoutItsEndIsLostWithTheConnection() {
        EmbeddedClient romeo = romeo();
        StreamState.BOUND
                .client(world)
                .sends("<message to='" + ROMEO + "'><body>x</body>")
                .breaks();
        assertThat(romeo.outcome()).isEqualTo("silence");
    }

    @ParameterizedTest(name = "one by one {0}")
    @ValueSource(booleans = {false, true})
    @Section("4.3.3")
    void whatIsSentTogetherWithTheLastResponseIsHandledInItsOrder(boolean bytewise) {
        EmbeddedClient client = world.embed().secures().forget();
        String more = Script.header() + Script.bind("b", "balcony") + message(JULIET, "1") + message(JULIET, "2");
        Script.scram("juliet", xml -> {
            boolean isLast = xml.startsWith("<response");
            (bytewise ? client.bytewise() : client).sends(isLast ? xml + more : xml);
            List<Element> answers = List.copyOf(client.elements);
            return answers.stream().skip(isLast ? 1 : 0).findFirst().orElseThrow();
        });
        assertThat(client.order)
                .containsExactly("challenge", "success", "<stream>", "features", "iq", "message", "message");
    }

    @Test
    @Section("7.7.2.2")
    void whatFollowsABindThatWaitsIsNotReadAndThenHandledInItsOrder() {
        EmbeddedClient old = StreamState.BOUND.client(world);
        EmbeddedClient client = StreamState.AUTHENTICATED.client(world);
        client.sends(Script.bind("b", "balcony") + message(JULIET, "1") + message(JULIET, "2"));
        assertThat(client.order).as("the old session has not ended").isEmpty();
        assertThat(client.isRead()).isFalse();
        assertThat(old.outcome()).isEqualTo("end conflict");
        assertThat(client.settle().elements)
                .extracting(element -> element.attribute("id", ""))
                .containsExactly("b", "1", "2");
        assertThat(client.isRead()).isTrue();
    }
}
