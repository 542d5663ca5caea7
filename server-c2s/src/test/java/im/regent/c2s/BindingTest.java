package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resource binding. */
@Spec(rfc = 6120)
class BindingTest {
    private static final String SESSION = "urn:ietf:params:xml:ns:xmpp-session";
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    @ParameterizedTest
    @ValueSource(strings = {"clear", "starttls", "direct"})
    @Section(value = "7.4", rules = "R96")
    void bindingIsOfferedAfterLoginOnlyAndThenAlways(String way) {
        try (ClientWorld world = new ClientWorld("c2s.require-tls = " + !way.equals("clear"))) {
            WiredClient client = way.equals("direct") ? world.connectWithTls() : world.connect();
            client.sends(Script.header());
            if (way.equals("starttls")) {
                client.sends(Script.START_TLS).sends(Script.header());
            }
            assertThat(client.elements).hasSize(way.equals("starttls") ? 3 : 1).noneMatch(BindingTest::offersBinding);
            Script.logIn(client, "juliet");
            client.sends(Script.header());
            assertThat(client.elements.getLast()).matches(BindingTest::offersBinding);
        }
    }

    private static boolean offersBinding(Element features) {
        return features.child(Script.BIND, "bind").isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>",
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource/></bind>",
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource></resource></bind>",
                "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><x xmlns='urn:x'/></bind>"
            })
    @Section(value = "7.6.1", rules = "R97")
    void withoutAWishTheServerChooses(String request) {
        try (ClientWorld world = ClientWorld.start()) {
            List<String> addresses = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                WiredClient client = Script.authenticated(world).sends("<iq type='set' id='b'>" + request + "</iq>");
                addresses.add(Script.boundAddress(client));
            }
            // Every id is random in the real server, a number here.
            assertThat(addresses)
                    .doesNotHaveDuplicates()
                    .allMatch(address -> address.matches("juliet@capulet\\.lit/id[0-9]+"));
            assertThat(world.routing().sessions().of(JULIET))
                    .extracting(session -> session.jid().toString())
                    .containsExactlyElementsOf(addresses);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "balcony",
                "BALCONY",
                "Balcony of \u00e9 \u2665",
                "\uFF42\uFF41\uFF4C", // full width stays, unlike in the localpart
                "a/b@c d",
                "\uD83D\uDE00",
                "x"
            })
    @Section(value = "7.7.1", rules = "R98")
    void aWishIsGrantedUnmodified(String resource) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world).sends(Script.bind("b", resource));
            assertThat(Script.boundAddress(client)).isEqualTo("juliet@capulet.lit/" + resource);
            assertThat(world.routing().sessions().of(JULIET)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // RFC 7622 §3.4: other spaces become the ASCII one, and the string is put into form C
        "balcony\u00A0one, balcony one",
        "balcony\u3000one, balcony one",
        "cafe\u0301, caf\u00E9",
        "\u212B, \u00C5"
    })
    @Section(value = "7.7.2.1", rules = "R98")
    void aWishThatIsNotInConformanceIsPrepared(String wish, String resource) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world).sends(Script.bind("b", wish));
            assertThat(Script.boundAddress(client)).isEqualTo("juliet@capulet.lit/" + resource);
        }
    }

    static Stream<String> impossible() {
        return Stream.of("\uFFF9", "\u0085", " balcony", "a\uFDD0b", "\u200B".repeat(400));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    @Section(value = "7.7.2.1", rules = "R98")
    void anImpossibleResourceMayBeTriedAgain(String resource) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world).sends(Script.bind("b", resource));
            assertThat(Script.errorType(client)).isEqualTo("modify");
            assertThat(Script.outcome(client)).isEqualTo("error bad-request");
            client.sends(Script.bind("b", "balcony"));
            assertThat(Script.boundAddress(client)).isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "juliet,                         balcony",
        "JULIET,                         balcony",
        "Juliet@CAPULET.lit,             balcony",
        "\uFF4A\uFF55\uFF4C\uFF49\uFF45\uFF54, balcony\u00A0one"
    })
    @Section(value = "4.3.6", rules = "R18")
    void theSessionHasTheCanonicalAddressThatTheClientIsTold(String user, String wish) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            assertThat(LogIn.of("PLAIN", user).on(client)).isEqualTo("success");
            client.sends(Script.header()).elements.clear();
            client.sends(Script.bind("b", wish));
            String told = Script.boundAddress(client);
            assertThat(told).isEqualTo("juliet@capulet.lit/" + wish.replace('\u00A0', ' '));
            assertThat(world.routing().sessions().of(JULIET))
                    .extracting(session -> session.jid().toString())
                    .containsExactly(told);
            Script.forget(client);
            client.sends("<iq type='get' id='q' to='" + told + "'><query xmlns='urn:x'/></iq>");
            assertThat(client.elements.getFirst().attribute("from", "")).isEqualTo(told);
        }
    }

    @Test
    @Section(
            value = "4.3.6",
            rules = {"R18", "R84"})
    void theSessionIsForTheAuthorizationIdentity() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth("PLAIN", Script.base64("juliet@capulet.lit\0romeo\0pencil")));
            assertThat(Script.outcome(client)).isEqualTo("failure invalid-authzid");
            client.sends(Script.auth("PLAIN", Script.base64("Juliet@capulet.lit\0juliet\0pencil")));
            assertThat(Script.outcome(client)).isEqualTo("success");
            client.sends(Script.header()).elements.clear();
            client.sends(Script.bind("b", "balcony"));
            assertThat(Script.boundAddress(client)).isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "to='capulet.lit'", "to='juliet@capulet.lit'"})
    @Spec(rfc = 6121)
    @Section(value = "Appendix E", rules = "R102")
    void theLegacySessionIsOptionalAndItsRequestHasAnEmptyResult(String to) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            Script.logIn(client, "juliet");
            client.sends(Script.header());
            Element offer = client.elements.getLast().child(SESSION, "session").orElseThrow();
            assertThat(offer.child(SESSION, "optional")).isPresent();
            client.sends(Script.bind("b", "balcony")).elements.clear();
            client.sends("<iq type='set' id='s' " + to + "><session xmlns='" + SESSION + "'/></iq>");
            Element result = client.elements.getLast();
            assertThat(result.attribute("type", "")).isEqualTo("result");
            assertThat(result.attribute("id", "")).isEqualTo("s");
            assertThat(result.children()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<iq type='set'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<iq type='put' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/><x xmlns='urn:x'/></iq>"
            })
    @Section(
            value = "8.2.3",
            rules = {"R108", "R110", "R111"})
    void aBadRequestIsToldAndMayBeMended(String request) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world).sends(request);
            assertThat(Script.outcome(client)).isEqualTo("error bad-request");
            client.sends(Script.bind("b", "balcony"));
            assertThat(Script.boundAddress(client)).isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@capulet.lit", "capulet.lit"})
    void aRequestMayNameTheServerOrTheAccount(String to) {
        try (ClientWorld world = ClientWorld.start()) {
            String request = Script.bind("b", "balcony").replace("<iq ", "<iq from='x@y.z/q' to='" + to + "' ");
            assertThat(Script.boundAddress(Script.authenticated(world).sends(request)))
                    .isEqualTo("juliet@capulet.lit/balcony");
        }
    }

    @Test
    @Section(value = "4.4", rules = "R206")
    void everyWayToEndUnbinds() {
        try (ClientWorld world = ClientWorld.start()) {
            Script.bound(world, "closes").sends("</stream:stream>");
            Script.bound(world, "breaks").breaks();
            Script.bound(world, "errs").sends("<gift/>");
            Script.bound(world, "babbles").sends("<<");
            assertThat(world.routing().sessions().of(JULIET)).isEmpty();
        }
    }

    @Test
    @Section(value = "8.1.5", rules = "R109")
    void anAbsurdLanguageIsNotAddedToStanzas() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connectWithTls().sends(Script.header());
            Script.logIn(client, "juliet");
            client.sends(Script.header("xml:lang='" + "x".repeat(500) + "' to='capulet.lit' version='1.0'"));
            client.sends(Script.bind("b", "balcony"));
            Script.forget(client);
            client.sends("<iq type='get' id='q' to='juliet@capulet.lit/balcony'><query xmlns='urn:x'/></iq>");
            assertThat(client.elements.toString()).doesNotContain("xxx");
        }
    }
}
