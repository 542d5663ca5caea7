package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that fail, and clients that do not keep to the profile. */
@Spec(xep = 388, version = "1.0.4")
class Sasl2FailureTest {
    private static final String ABORT = "<abort xmlns='" + Modern.SASL2 + "'><text>later</text></abort>";
    private static final String FIRST = Modern.authenticate("SCRAM-SHA-256", initial("n,,n=juliet,r=abcdefghabcdefgh"));

    private static String initial(String data) {
        return Modern.initial(data.getBytes(UTF_8));
    }

    private static String withInitial(String text) {
        return Modern.authenticate("PLAIN", "<initial-response>" + text + "</initial-response>");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(Modern.plain("juliet", "wrong", ""), "not-authorized"),
                Arguments.of(Modern.plain("nobody", ClientWorld.PASSWORD, ""), "not-authorized"),
                Arguments.of(
                        Modern.authenticate("PLAIN", initial("romeo@capulet.lit\0juliet\0" + ClientWorld.PASSWORD)),
                        "invalid-authzid"),
                Arguments.of(Modern.authenticate("BLURDYBLOOP", ""), "invalid-mechanism"),
                Arguments.of("<authenticate xmlns='" + Modern.SASL2 + "'/>", "invalid-mechanism"),
                Arguments.of(Modern.authenticate("HT-SHA-256-NONE", ""), "invalid-mechanism"),
                Arguments.of(Modern.authenticate("PLAIN", initial("nothing")), "malformed-request"),
                Arguments.of(withInitial(""), "malformed-request"),
                Arguments.of(withInitial("="), "incorrect-encoding"),
                Arguments.of(withInitial("AGFsaWNl!"), "incorrect-encoding"),
                Arguments.of(withInitial("AG Fs"), "incorrect-encoding"),
                Arguments.of(withInitial("AGF"), "incorrect-encoding"),
                Arguments.of(Modern.plain(Modern.agent("")), "malformed-request"),
                Arguments.of(Modern.plain(Modern.agent("Kivas-phone")), "malformed-request"),
                Arguments.of(Modern.plain(Modern.agent("d4565fa7-4d72-1749-b3d3-740edbf87770")), "malformed-request"),
                Arguments.of(Modern.plain(Modern.agent("d4565fa7-4d72-4749-c3d3-740edbf87770")), "malformed-request"),
                Arguments.of(Modern.response("x"), "malformed-request"),
                Arguments.of("<next xmlns='" + Modern.SASL2 + "' task='UPGR-SCRAM-SHA-256'/>", "malformed-request"),
                Arguments.of("<task-data xmlns='" + Modern.SASL2 + "'/>", "malformed-request"),
                Arguments.of(ABORT, "aborted"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @Section("2.6.2")
    void failureHasItsConditionAndLeavesTheStreamAsItWas(String request, String condition) {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world);
            Element failure = Modern.answer(client, request);
            assertThat(failure.is(Modern.SASL2, "failure")).isTrue();
            assertThat(failure.child(Script.SASL, condition)).isPresent();
            assertThat(client.order).containsExactly("failure");
            assertThat(Modern.named(Modern.answer(client, Modern.plain("")))).isEqualTo("success");
        }
    }

    @Test
    @Section("2.6.2")
    void nothingInlineIsDoneForAFailedLogin() {
        try (ClientWorld world = Modern.world("")) {
            String more = Modern.AGENT + Modern.bind(Modern.enable()) + Modern.requestToken("HT-SHA-256-NONE");
            Element failure = Modern.answer(Modern.secured(world), Modern.plain("juliet", "wrong", more));
            assertThat(failure.children()).extracting(Element::namespace).containsOnly(Script.SASL, Modern.SASL2);
            assertThat(world.routing().sessions().of(Jid.valueOf("juliet@capulet.lit")))
                    .isEmpty();
        }
    }

    @Test
    @Section("4.5")
    void abortEndsTheExchange() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world).sends(FIRST);
            assertThat(Modern.named(Modern.answer(client, ABORT))).isEqualTo("failure aborted");
            assertThat(Modern.named(Modern.answer(client, Modern.response("c=biws,r=x,p=AAAA"))))
                    .isEqualTo("failure malformed-request");
            assertThat(Modern.named(Modern.answer(client, Modern.plain("")))).isEqualTo("success");
        }
    }

    /** "Servers MUST disconnect Clients immediately if any other traffic is received". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message to='romeo@capulet.lit'><body>!</body></message>",
                "<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='set' id='1'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>",
                "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='SCRAM-SHA-256'/>",
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>=</auth>",
                "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>=</response>",
                "<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
                "<resume xmlns='urn:xmpp:sm:3' previd='x' h='0'/>",
                "<enable xmlns='urn:xmpp:sm:3'/>",
                "<success xmlns='urn:xmpp:sasl:2'/>",
                "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
            })
    @Section("2.4")
    void anythingElseDuringALoginEndsTheStream(String other) {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world).sends(FIRST);
            Script.forget(client);
            assertThat(Script.outcome(client.sends(other))).startsWith("end ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "PLAIN", "EXTERNAL", "BLOOP"})
    @Section("2.4")
    void streamThatBeganWithTheOldProfileStaysWithIt(String mechanism) {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world).sends(Script.auth(mechanism, "="));
            Script.forget(client);
            assertThat(Script.outcome(client.sends(Modern.plain("")))).isEqualTo("end policy-violation");
        }
    }

    @Test
    @Section("2.4")
    void streamThatBeganWithThisProfileStaysWithIt() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = Modern.secured(world).sends(Modern.plain("juliet", "wrong", ""));
            Script.forget(client);
            assertThat(LogIn.of("PLAIN", "juliet").on(client)).isEqualTo("end policy-violation");
        }
    }

    @Test
    @Spec(rfc = 6120)
    @Section("6.4.5")
    void retriesAreLimitedAsEverywhere() {
        try (ClientWorld world = Modern.world("c2s.max-login-retries = 2")) {
            WiredClient client = Modern.secured(world);
            for (int i = 0; i < 2; i++) {
                assertThat(Modern.named(Modern.answer(client, Modern.plain("juliet", "wrong", ""))))
                        .isEqualTo("failure not-authorized");
            }
            client.sends(Modern.plain("juliet", "wrong", ""));
            assertThat(client.order).endsWith("failure", "error", "</stream>", "-");
        }
    }

    @Test
    @Spec(xep = 205, version = "1.0.2")
    @Section("3")
    void failuresOfBothProfilesAreCountedTogether() {
        try (ClientWorld world = Modern.world("c2s.failed-logins.max = 3")) {
            assertThat(LogIn.of("PLAIN", "juliet").withPassword("a").on(Modern.secured(world)))
                    .isEqualTo("failure not-authorized");
            Modern.answer(Modern.secured(world), Modern.plain("juliet", "b", ""));
            Modern.answer(Modern.secured(world), Modern.byToken("c", "", ""));
            assertThat(Modern.named(Modern.answer(Modern.secured(world), Modern.plain(""))))
                    .isEqualTo("failure not-authorized");
            assertThat(LogIn.of("PLAIN", "juliet").on(Modern.secured(world))).isEqualTo("failure not-authorized");
        }
    }

    @Test
    @Section("2.3")
    void fromOfSomebodyElseFails() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = world.connectWithTls()
                    .sends(Script.header("to='capulet.lit' from='romeo@capulet.lit' version='1.0'"));
            assertThat(Modern.named(Modern.answer(client, Modern.plain(Modern.bind("")))))
                    .isEqualTo("failure invalid-authzid");
            assertThat(world.routing().sessions().of(Jid.valueOf("juliet@capulet.lit")))
                    .isEmpty();
        }
    }

    @Test
    @Section("2.1")
    void fromOfAnotherDomainEndsTheStream() {
        try (ClientWorld world = Modern.world("")) {
            WiredClient client = world.connectWithTls()
                    .sends(Script.header("to='capulet.lit' from='juliet@montague.lit' version='1.0'"));
            Script.forget(client);
            assertThat(Script.outcome(client.sends(Modern.plain("")))).isEqualTo("end invalid-from");
        }
    }

    @Test
    @Section("3")
    void strangersAreToldTheSameAsThoseWhoGotTheirPasswordWrong() {
        try (ClientWorld world = Modern.world("")) {
            Element known = Modern.answer(Modern.secured(world), Modern.plain("juliet", "wrong", Modern.AGENT));
            Element unknown = Modern.answer(Modern.secured(world), Modern.plain("nobody", "wrong", Modern.AGENT));
            assertThat(unknown).isEqualTo(known);
            assertThat(salt(world, "nobody")).isEqualTo(salt(world, "nobody")).isNotEqualTo(salt(world, "noone"));
        }
    }

    private static String salt(ClientWorld world, String user) {
        Element challenge = Modern.answer(
                Modern.secured(world),
                Modern.authenticate("SCRAM-SHA-256", initial("n,,n=" + user + ",r=abcdefghabcdefgh")));
        return LogIn.text(challenge).split(",")[1];
    }
}
