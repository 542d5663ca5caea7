package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which mechanisms and channel bindings a client is shown, and that it can use what it is shown and nothing else. */
@Spec(rfc = 6120)
class OfferTest {
    private static final String CHANNEL_BINDINGS = "urn:xmpp:sasl-cb:0";
    private static final String EVERYTHING =
            "c2s.sasl.mechanisms = [PLAIN, SCRAM-SHA-1, SCRAM-SHA-512, SCRAM-SHA-256], c2s.require-tls = false\n";

    private static Map<String, byte[]> bindings(String types) {
        return List.of(types.split(" ")).stream()
                .filter(type -> !type.equals("none"))
                .collect(Collectors.toMap(type -> type, type -> (type + " data").getBytes(UTF_8)));
    }

    private static List<String> mechanisms(WiredClient client) {
        return client.elements.getLast().child(Script.SASL, "mechanisms").stream()
                .flatMap(list -> list.children().stream())
                .map(Element::text)
                .toList();
    }

    private static List<String> types(WiredClient client) {
        return client.elements.getLast().child(CHANNEL_BINDINGS, "sasl-channel-binding").stream()
                .flatMap(list -> list.children().stream())
                .map(type -> type.attribute("type", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none                              | SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN",
                "tls-server-end-point              | SCRAM-SHA-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS"
                        + " SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN",
                "tls-server-end-point tls-exporter | SCRAM-SHA-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS"
                        + " SCRAM-SHA-512 SCRAM-SHA-256 SCRAM-SHA-1 PLAIN",
            })
    @Section(
            value = "6.3.3",
            rules = {"R75", "R78"})
    void mechanismsAreListedOneByOneTheStrongestFirst(String bindings, String expected) {
        try (ClientWorld world = new ClientWorld(EVERYTHING)) {
            WiredClient client = world.connectWithTls(bindings(bindings)).sends(Script.header());
            assertThat(mechanisms(client)).containsExactly(expected.split(" "));
        }
    }

    @Test
    @Section(value = "6.3.1", rules = "R75")
    void loginIsMandatory() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world).sends(Script.bind("b", "balcony"));
            assertThat(Script.outcome(client)).isEqualTo("end not-authorized");
        }
    }

    @Test
    @Section(value = "13.8.3", rules = "R76")
    void plainIsOfferedInsideTlsOnly() {
        try (ClientWorld world = new ClientWorld(EVERYTHING)) {
            WiredClient clear = world.connect().sends(Script.header());
            assertThat(mechanisms(clear)).containsExactly("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1");
            assertThat(LogIn.of("PLAIN", "juliet").on(clear)).isEqualTo("failure encryption-required");
            clear.sends(Script.START_TLS).sends(Script.header());
            assertThat(mechanisms(clear)).contains("PLAIN");
            assertThat(LogIn.of("PLAIN", "juliet").on(clear)).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS", "PLAIN"
    })
    @Section(value = "13.8", rules = "R78")
    void everyMechanismThatIsOfferedLogsIn(String mechanism) {
        try (ClientWorld world = new ClientWorld(EVERYTHING)) {
            assertThat(LogIn.of(mechanism, "juliet").on(Script.secured(world))).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS"})
    @Section(value = "6.5.7", rules = "R85")
    void mechanismThatThisStreamDoesNotOfferIsRefused(String mechanism) {
        try (ClientWorld world = new ClientWorld(EVERYTHING)) {
            WiredClient client = world.connectWithTls(Map.of()).sends(Script.header());
            assertThat(mechanisms(client)).isNotEmpty().doesNotContain(mechanism);
            assertThat(LogIn.of(mechanism, "juliet").on(client)).isEqualTo("failure invalid-mechanism");
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what the connection can bind, what the client says, what it is told
        "none,                 y,                      challenge",
        "none,                 n,                      challenge",
        "tls-server-end-point, y,                      failure not-authorized",
        "tls-server-end-point, n,                      challenge",
        "tls-server-end-point, p=tls-server-end-point, failure malformed-request"
    })
    @Spec(rfc = 5802)
    @Section(value = "6", rules = "R93")
    void claimThatTheServerCannotBindIsCheckedAgainstTheOffer(String bindings, String flag, String expected) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connectWithTls(bindings(bindings)).sends(Script.header());
            Script.forget(client);
            client.sends(Script.auth("SCRAM-SHA-256", Script.base64(flag + ",,n=juliet,r=abcdefgh")));
            assertThat(Script.outcome(client)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"tls-unique", "tls-exporter", "x-mine", "TLS-SERVER-END-POINT"})
    @Spec(rfc = 5802)
    @Section(value = "6", rules = "R93")
    void channelBindingOfAnUnknownTypeIsRefused(String type) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth("SCRAM-SHA-256-PLUS", Script.base64("p=" + type + ",,n=juliet,r=abcdefgh")));
            assertThat(Script.outcome(client)).isEqualTo("failure not-authorized");
        }
    }

    @Test
    @Spec(rfc = 9266)
    @Section(value = "2", rules = "R94")
    void exporterIsOfferedFirstAndTlsUniqueNever() {
        try (ClientWorld world = ClientWorld.start()) {
            Map<String, byte[]> bindings = bindings("tls-server-end-point tls-unique tls-exporter");
            WiredClient client = world.connectWithTls(bindings).sends(Script.header());
            assertThat(types(client)).containsExactly("tls-exporter", "tls-server-end-point");
            Script.forget(client);
            String first = "p=tls-unique,,n=juliet,r=abcdefgh";
            client.sends(Script.auth("SCRAM-SHA-256-PLUS", Script.base64(first)));
            assertThat(Script.outcome(client)).isEqualTo("failure not-authorized");
            client.sends(Script.auth("SCRAM-SHA-256-PLUS", Script.base64(first.replace("unique", "exporter"))));
            assertThat(Script.outcome(client)).isEqualTo("challenge");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none,                                ''",
        "tls-server-end-point,                tls-server-end-point",
        "tls-server-end-point tls-exporter,   tls-exporter tls-server-end-point",
        "tls-unique,                          ''"
    })
    @Spec(xep = 440, version = "1.0.0")
    @Section("Protocol")
    void typesAreShownWhereThereAreAnyBesideMechanismsForThem(String bindings, String expected) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = world.connectWithTls(bindings(bindings)).sends(Script.header());
            assertThat(String.join(" ", types(client))).isEqualTo(expected);
            assertThat(mechanisms(client).stream().anyMatch(name -> name.endsWith("-PLUS")))
                    .isEqualTo(!expected.isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource({"none", "tls-server-end-point", "tls-server-end-point tls-exporter"})
    @Spec(xep = 474, version = "0.5.0")
    @Section("Server Sends Downgrade Protection Hash")
    void hashInTheChallengeIsThatOfWhatWasShown(String bindings) throws NoSuchAlgorithmException {
        try (ClientWorld world = new ClientWorld("c2s.sasl.downgrade-protection = true")) {
            WiredClient client = world.connectWithTls(bindings(bindings)).sends(Script.header());
            String shown = mechanisms(client).stream().sorted().collect(Collectors.joining("\u001E"));
            List<String> types = types(client);
            shown += types.isEmpty() ? "" : "\u001F" + types.stream().sorted().collect(Collectors.joining("\u001E"));
            for (String hash : List.of("SHA-1", "SHA-256")) {
                Script.forget(client);
                client.sends(Script.auth("SCRAM-" + hash, Script.base64("n,,n=juliet,r=abcdefgh")));
                byte[] digest = MessageDigest.getInstance(hash).digest(shown.getBytes(UTF_8));
                assertThat(LogIn.text(client.elements.getLast()))
                        .endsWith(",h=" + Base64.getEncoder().encodeToString(digest));
            }
        }
    }

    @Test
    @Spec(xep = 474, version = "0.5.0")
    @Section("Server Sends Downgrade Protection Hash")
    void hashCanBeSwitchedOff() {
        try (ClientWorld world = new ClientWorld("c2s.sasl.downgrade-protection = false")) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth("SCRAM-SHA-1", Script.base64("n,,n=juliet,r=abcdefgh")));
            assertThat(LogIn.text(client.elements.getLast())).doesNotContain(",h=");
        }
    }
}
