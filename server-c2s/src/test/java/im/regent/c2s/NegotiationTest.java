package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is offered when, and how long a client may take. */
@Spec(rfc = 6120)
class NegotiationTest {
    private static List<String> offered(WiredClient client) {
        return client.elements.getLast().children().stream()
                .map(Element::localName)
                .toList();
    }

    @Test
    @Section(value = "5.4.1", rules = "R65")
    void inTheClearNothingButStartTlsIsOffered() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connect().sends(Script.header());
            assertThat(offered(client)).containsExactly("starttls");
            assertThat(client.elements.getLast().children().get(0).children())
                    .extracting(Element::localName)
                    .containsExactly("required");
        }
    }

    @Test
    @Section(
            value = "5.4.3.3",
            rules = {"R69", "R75"})
    void afterTlsMechanismsAndChannelBindingsAreOffered() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connect()
                    .sends(Script.header())
                    .sends(Script.START_TLS)
                    .sends(Script.header());
            assertThat(offered(client)).containsExactlyInAnyOrder("mechanisms", "sasl-channel-binding", "limits");
        }
    }

    @Test
    void channelBindingTypesAreThoseOfTheConnection() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connectWithTls().sends(Script.header());
            Element types = client.elements
                    .getLast()
                    .child("urn:xmpp:sasl-cb:0", "sasl-channel-binding")
                    .orElseThrow();
            assertThat(types.children())
                    .extracting(type -> type.attribute("type", ""))
                    .containsExactly("tls-server-end-point");
        }
    }

    @Test
    @Section(
            value = "7.4",
            rules = {"R96", "R102"})
    void afterLoginBindingIsOfferedAndNothingOfBefore() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            Script.logIn(client, "juliet");
            client.sends(Script.header());
            assertThat(offered(client)).containsExactlyInAnyOrder("bind", "session", "limits");
        }
    }

    @Test
    @Section(
            value = "7.3.2",
            rules = {"R16", "R101"})
    void afterBindingNoFeaturesFollow() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.authenticated(world).sends(Script.bind("b", "balcony"));
            assertThat(client.order).containsExactly("iq");
        }
    }

    @Test
    @Section("5.4.3.3")
    void whatWasOfferedInTheClearIsForgottenUnderTls() {
        try (ClientWorld world = new ClientWorld("c2s.require-tls = false")) {
            WiredClient client = world.connect().sends(Script.header());
            assertThat(offered(client)).containsExactlyInAnyOrder("starttls", "mechanisms", "limits");
            List<String> inTheClear = mechanisms(client);
            client.sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh")));
            client.sends(Script.START_TLS).sends(Script.header());

            List<String> secure = mechanisms(client);
            assertThat(inTheClear).isNotEmpty().noneMatch(name -> name.endsWith("-PLUS") || name.equals("PLAIN"));
            assertThat(secure).contains("SCRAM-SHA-256-PLUS", "PLAIN");
            Script.forget(client);
            client.sends(Script.response(Script.base64("c=biws,r=x,p=AAAA")));
            assertThat(Script.outcome(client)).isEqualTo("failure malformed-request");
        }
    }

    @Test
    @Section(value = "13.8.3", rules = "R76")
    void plainInTheClearNeedsEncryption() {
        try (ClientWorld world = new ClientWorld("c2s.require-tls = false")) {
            WiredClient client = world.connect().sends(Script.header());
            Script.forget(client);
            client.sends(Script.auth("PLAIN", Script.base64("\0juliet\0pencil")));
            assertThat(Script.outcome(client)).isEqualTo("failure encryption-required");
        }
    }

    @Test
    void aFromThatTlsDidNotProtectProvesNothing() {
        try (ClientWorld world = new ClientWorld("c2s.require-tls = false")) {
            WiredClient client =
                    world.connect().sends(Script.header("from='romeo@capulet.lit' to='capulet.lit' version='1.0'"));
            Script.logIn(client, "juliet");
            assertThat(client.isOver()).isFalse();
        }
    }

    @Test
    @Section(value = "4.6.3", rules = "R32")
    void theFirstHeaderMustComeInTime() {
        try (ClientWorld world = new ClientWorld("c2s.header-timeout = 7s")) {
            WiredClient client = world.connect();
            assertThat(client.deadline().after()).isEqualTo(Duration.ofSeconds(7));
            client.expires();
            assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
            assertThat(Script.outcome(client)).isEqualTo("end policy-violation");
        }
    }

    @Test
    void theWholeLoginHasOneDeadlineThatNothingExtends() {
        try (ClientWorld world = new ClientWorld("c2s.login-timeout = 9s")) {
            WiredClient client = world.connect().sends(Script.header());
            Deadline deadline = client.deadline();
            assertThat(deadline.after()).isEqualTo(Duration.ofSeconds(9));
            client.sends(Script.START_TLS).sends(Script.header()).sends("  \n ");
            Script.logIn(client, "juliet");
            client.sends(Script.header());
            assertThat(client.deadline()).isSameAs(deadline);
            client.sends(Script.bind("b", ""));
            assertThat(client.hasDeadline()).isFalse();
        }
    }

    @Test
    @Section(value = "4.9.3.20", rules = "R48")
    void everyStreamHearsThatTheServerStopsBoundOrNot() {
        ClientWorld world = ClientWorld.start();
        List<WiredClient> clients = List.of(
                world.connect(),
                world.connect().sends(Script.header()),
                Script.secured(world),
                Script.authenticated(world),
                Script.bound(world, "balcony"));
        world.stop();
        clients.forEach(client -> {
            client.settle();
            Element last = client.elements.getLast();
            assertThat(Script.condition(last)).isEqualTo("system-shutdown");
            assertThat(client.isOver()).isTrue();
        });
    }

    private static List<String> mechanisms(WiredClient client) {
        return client.elements.getLast().child(Script.SASL, "mechanisms").orElseThrow().children().stream()
                .map(Element::text)
                .toList();
    }
}
