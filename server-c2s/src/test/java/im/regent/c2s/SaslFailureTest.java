package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Credentials;
import im.regent.core.store.MemoryStores;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every condition of RFC 6120 §6.5, as a client meets it. */
@Spec(rfc = 6120)
class SaslFailureTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String FIRST = Script.base64("n,,n=juliet,r=abcdefgh");

    private static void change(ClientWorld world, UnaryOperator<Credentials> change) {
        assertThat(world.stores
                        .accounts()
                        .update(JULIET, change)
                        .toCompletableFuture()
                        .join())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SCRAM-SHA-256, n", "SCRAM-SHA-1, n", "PLAIN, ''"})
    @Section(value = "6.5.1", rules = "R82")
    void abortEndsTheExchangeWhereverItIs(String mechanism, String first) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth(mechanism, first.isEmpty() ? "" : FIRST));
            assertThat(Script.outcome(client)).isEqualTo("challenge");
            client.sends("<abort xmlns='" + Script.SASL + "'/>");
            assertThat(Script.outcome(client)).isEqualTo("failure aborted");
            client.sends(Script.response(Script.base64("\0juliet\0pencil")));
            assertThat(Script.outcome(client)).isEqualTo("failure malformed-request");
            assertThat(LogIn.of(mechanism, "juliet").on(client)).isEqualTo("success");
        }
    }

    @Test
    @Section(value = "6.4.4", rules = "R82")
    void abortIsAnsweredAsOneWhateverItHolds() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world).sends("<abort xmlns='" + Script.SASL + "'>!</abort>");
            assertThat(Script.outcome(client)).isEqualTo("failure aborted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"})
    @Section(value = "6.5.2", rules = "R83")
    void disabledAccountSaysSoOnlyToWhoeverProvesThePassword(String mechanism) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            change(world, juliet -> juliet.disabled(true));
            LogIn login = LogIn.of(mechanism, "juliet");
            assertThat(login.withPassword("wrong").on(client)).isEqualTo("failure not-authorized");
            assertThat(login.on(client)).isEqualTo("failure account-disabled");
            change(world, juliet -> juliet.disabled(false));
            assertThat(login.on(client)).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN"})
    @Section(value = "6.5.3", rules = "R83")
    void expiredPasswordSaysSoOnlyToWhoeverProvesIt(String mechanism) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            change(world, Credentials::expired);
            LogIn login = LogIn.of(mechanism, "juliet");
            assertThat(login.withPassword("wrong").on(client)).isEqualTo("failure not-authorized");
            assertThat(login.on(client)).isEqualTo("failure credentials-expired");
            change(world, juliet -> juliet.with(juliet.keys()));
            assertThat(login.on(client)).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "PLAIN"})
    @Section(
            value = "6.5.2",
            rules = {"R83"})
    void newPasswordDoesNotEnableADisabledAccount(String mechanism) {
        try (ClientWorld world = ClientWorld.start()) {
            change(world, juliet -> juliet.disabled(true).expired());
            assertThat(LogIn.of(mechanism, "juliet").on(Script.secured(world))).isEqualTo("failure account-disabled");
            change(world, juliet -> juliet.with(juliet.keys()));
            assertThat(LogIn.of(mechanism, "juliet").on(Script.secured(world))).isEqualTo("failure account-disabled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS"})
    @Section(value = "6.5.4", rules = "R76")
    void whatNeedsTlsIsRefusedInTheClear(String mechanism) {
        try (ClientWorld world = new ClientWorld("c2s.require-tls = false")) {
            WiredClient client = world.connect().sends(Script.header());
            assertThat(client.elements.getLast().toString()).contains("SCRAM").doesNotContain(">" + mechanism + "<");
            assertThat(LogIn.of(mechanism, "juliet").on(client)).isEqualTo("failure encryption-required");
            client.sends("<auth xmlns='" + Script.SASL + "' mechanism='" + mechanism + "'/>");
            assertThat(Script.outcome(client)).isEqualTo("failure encryption-required");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AAA", "AA=A", "AAAA=", "A A=", "====", " ", "AB==", "AA==AAAA", "AAAA\nAAAA", "AA-_"})
    @Section(value = "6.5.5", rules = "R80")
    void badBase64IsAnIncorrectEncodingInAResponseToo(String data) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth("SCRAM-SHA-256", FIRST));
            assertThat(Script.outcome(client)).isEqualTo("challenge");
            client.sends(Script.response(data));
            assertThat(Script.outcome(client)).isEqualTo("failure incorrect-encoding");
            client.sends(Script.auth("PLAIN", data));
            assertThat(Script.outcome(client)).isEqualTo("failure incorrect-encoding");
            assertThat(LogIn.of("SCRAM-SHA-256", "juliet").on(client)).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"romeo@capulet.lit", "juliet@montague.lit", "juliet@capulet.lit/balcony", "juliet", "@"})
    @Section(value = "6.5.6", rules = "R84")
    void actingForSomebodyElseIsAnInvalidAuthzid(String authzid) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth("PLAIN", Script.base64(authzid + "\0juliet\0pencil")));
            assertThat(Script.outcome(client)).isEqualTo("failure invalid-authzid");
            client.sends(Script.auth("SCRAM-SHA-1", Script.base64("n,a=" + authzid + ",n=juliet,r=abcdefgh")));
            assertThat(Script.outcome(client)).isEqualTo("failure invalid-authzid");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-OAUTH2", "scram-sha-256", "ANONYMOUS", "DIGEST-MD5", "SCRAM-SHA-512"})
    @Section(value = "6.5.7", rules = "R85")
    void mechanismThatIsNotOfferedIsInvalid(String mechanism) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth(mechanism, FIRST));
            assertThat(Script.outcome(client)).isEqualTo("failure invalid-mechanism");
            client.sends("<auth xmlns='" + Script.SASL + "'>" + FIRST + "</auth>");
            assertThat(Script.outcome(client)).isEqualTo("failure invalid-mechanism");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN,         juliet",
        "PLAIN,         =",
        "SCRAM-SHA-1,   =",
        "SCRAM-SHA-1,   'n,,n=juliet'",
        "SCRAM-SHA-256, 'n,,r=abcdefgh,n=juliet'",
        "SCRAM-SHA-256, 'n,,m=x,n=juliet,r=abcdefgh'"
    })
    @Section(value = "6.5.8", rules = "R86")
    void whatBreaksTheGrammarIsMalformed(String mechanism, String message) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth(mechanism, message.equals("=") ? "=" : Script.base64(message)));
            assertThat(Script.outcome(client)).isEqualTo("failure malformed-request");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what the policy allows | what the client asks for | what it is told
                "SCRAM-SHA-256, SCRAM-SHA-1 | PLAIN              | mechanism-too-weak",
                "SCRAM-SHA-256              | PLAIN              | mechanism-too-weak",
                "SCRAM-SHA-256              | SCRAM-SHA-1        | mechanism-too-weak",
                "SCRAM-SHA-256              | SCRAM-SHA-1-PLUS   | mechanism-too-weak",
                "SCRAM-SHA-512              | SCRAM-SHA-256-PLUS | mechanism-too-weak",
                "SCRAM-SHA-256              | SCRAM-SHA-512      | invalid-mechanism",
                "SCRAM-SHA-256              | SCRAM-SHA-512-PLUS | invalid-mechanism",
                "SCRAM-SHA-256, PLAIN       | SCRAM-SHA-1        | invalid-mechanism"
            })
    @Section(value = "6.5.9", rules = "R87")
    void mechanismWeakerThanAllThatAreAllowedIsTooWeak(String allowed, String asked, String expected) {
        try (ClientWorld world = new ClientWorld("c2s.sasl.mechanisms = [" + allowed + "]")) {
            WiredClient client = world.connectWithTls().sends(Script.header());
            assertThat(client.elements.getLast().toString()).doesNotContain(">" + asked + "<");
            assertThat(LogIn.of(asked, "juliet").on(client)).isEqualTo("failure " + expected);
            client.sends("<auth xmlns='" + Script.SASL + "' mechanism='" + asked + "'/>");
            assertThat(Script.outcome(client)).isEqualTo("failure " + expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"})
    @Section(value = "6.5.10", rules = "R88")
    void wrongPasswordAndUnknownUserAreNotAuthorized(String mechanism) {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            assertThat(LogIn.of(mechanism, "juliet").withPassword("wrong").on(client))
                    .isEqualTo("failure not-authorized");
            assertThat(LogIn.of(mechanism, "nobody").on(client)).isEqualTo("failure not-authorized");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256-PLUS"})
    @Section(value = "6.5.11", rules = "R89")
    void storageThatIsDownIsATemporaryFailure(String mechanism) {
        Outage outage = new Outage();
        try (ClientWorld world = new ClientWorld("", outage, Runnable::run)) {
            WiredClient client = Script.secured(world);
            outage.begins();
            assertThat(LogIn.of(mechanism, "juliet").on(client)).isEqualTo("failure temporary-auth-failure");
            assertThat(LogIn.of(mechanism, "nobody").on(client)).isEqualTo("failure temporary-auth-failure");
            outage.ends();
            assertThat(LogIn.of(mechanism, "juliet").on(client)).isEqualTo("success");
        }
    }

    @Test
    @Section(value = "6.5.11", rules = "R89")
    void tooManyDerivationsAtOnceAreATemporaryFailure() {
        MemoryStores stores = new MemoryStores(Runnable::run);
        try (ClientWorld world = new ClientWorld("", stores, SaslFailureTest::full)) {
            WiredClient client = Script.secured(world);
            assertThat(LogIn.of("PLAIN", "juliet").on(client)).isEqualTo("failure temporary-auth-failure");
            assertThat(LogIn.of("SCRAM-SHA-256", "juliet").on(client)).isEqualTo("success");
        }
    }

    private static void full(Runnable task) {
        throw new RejectedExecutionException();
    }

    @Test
    @Section("6.5")
    void failureHoldsOneConditionAndATextInALanguage() {
        try (ClientWorld world = ClientWorld.start()) {
            WiredClient client = Script.secured(world);
            client.sends(Script.auth("PLAIN", Script.base64("\0juliet\0wrong")));
            Element failure = client.elements.getLast();
            assertThat(failure.is(Script.SASL, "failure")).isTrue();
            assertThat(failure.children())
                    .allMatch(child -> child.namespace().equals(Script.SASL))
                    .extracting(Element::localName)
                    .containsExactly("not-authorized", "text");
            assertThat(failure.toString()).contains("<text xml:lang=");
        }
    }
}
