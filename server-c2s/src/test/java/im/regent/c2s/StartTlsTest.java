package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamHeader;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STARTTLS as an element of the stream; what follows on the wire is proved over sockets. */
@Spec(rfc = 6120)
class StartTlsTest {
    private final ClientWorld world = ClientWorld.start();
    private final WiredClient client = world.connect();

    @AfterEach
    void stop() {
        world.close();
    }

    private static List<String> offered(WiredClient client) {
        return client.elements.getLast().children().stream()
                .map(Element::localName)
                .toList();
    }

    private void assertFailure() {
        assertThat(client.order).containsExactly("failure", "</stream>", "-");
        assertThat(client.elements.getLast().is(Script.TLS, "failure")).isTrue();
    }

    @Test
    @Section(value = "5.4.1", rules = "R65")
    void whereTlsIsNotRequiredItIsStillOffered() {
        try (ClientWorld lenient = new ClientWorld("c2s.require-tls = false")) {
            WiredClient other = lenient.connect().sends(Script.header());
            assertThat(offered(other)).contains("starttls", "mechanisms");
            Element offer =
                    other.elements.getLast().child(Script.TLS, "starttls").orElseThrow();
            assertThat(offer.children()).isEmpty();
        }
    }

    @Test
    @Section(value = "5.4.2.2", rules = "R67")
    void withoutACertificateForTheHostItFails() {
        client.withoutHostCertificate().sends(Script.header());
        Script.forget(client);
        client.sends(Script.START_TLS);
        assertFailure();
        assertThat(client.certificateHost()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<required/>", "please"})
    @Section(value = "5.4.2.2", rules = "R67")
    void aMalformedCommandFails(String content) {
        client.sends(Script.header());
        Script.forget(client);
        client.sends(Script.START_TLS.replace("/>", ">" + content + "</starttls>"));
        assertFailure();
    }

    @Test
    @Section(value = "5.4.2.2", rules = "R67")
    void itFailsWhereItWasNotOffered() {
        client.sends(Script.header()).sends(Script.START_TLS).sends(Script.header());
        Script.forget(client);
        client.sends(Script.START_TLS);
        assertFailure();
    }

    @Test
    @Section(
            value = "5.4.3.3",
            rules = {"R15", "R69"})
    void everythingThatCameInTheClearIsForgotten() {
        client.sends(Script.header("from='romeo@capulet.lit' to='capulet.lit' xml:lang='en-GB' version='1.0'"))
                .sends(Script.START_TLS);
        StreamHeader inTheClear = client.headers.getLast();
        Script.forget(client);
        client.sends(Script.header("to='montague.lit' version='1.0'"));

        StreamHeader secure = client.headers.remove();
        assertThat(inTheClear.to()).isEqualTo("romeo@capulet.lit");
        assertThat(secure.to()).isEmpty();
        assertThat(secure.from()).isEqualTo("montague.lit");
        assertThat(secure.lang()).isEqualTo("en");
        assertThat(secure.id()).isNotEqualTo(inTheClear.id());
        assertThat(offered(client)).contains("mechanisms").doesNotContain("starttls");
    }

    @Test
    @Section(value = "5.4.3.3", rules = "R69")
    void whoWasClaimedInTheClearMakesNoDifferenceToTheLogin() {
        client.sends(Script.header("from='romeo@capulet.lit' to='capulet.lit' version='1.0'"))
                .sends(Script.START_TLS)
                .sends(Script.header());
        Script.logIn(client, "juliet");
        assertThat(client.isOver()).isFalse();
    }

    @Test
    @Section(value = "5.4.3.3", rules = "R69")
    void aLoginThatWasBegunInTheClearIsForgotten() {
        try (ClientWorld lenient = new ClientWorld("c2s.require-tls = false")) {
            WiredClient other = lenient.connect().sends(Script.header());
            other.sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh")))
                    .sends(Script.START_TLS)
                    .sends(Script.header());
            Script.forget(other);
            other.sends(Script.response(Script.base64("c=biws,r=x,p=AAAA")));
            assertThat(Script.outcome(other)).isEqualTo("failure malformed-request");
        }
    }
}
