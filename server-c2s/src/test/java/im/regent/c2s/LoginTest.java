package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL on a stream; what the mechanisms do is tested beside them. */
@Spec(rfc = 6120)
class LoginTest {
    private static final String CLIENT_FIRST = Script.base64("n,,n=juliet,r=abcdefgh");

    private final ClientWorld world = new ClientWorld("c2s.max-login-retries = 2");
    private final WiredClient client = Script.secured(world);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    @Section(value = "6.4.6", rules = "R92")
    void successRestartsTheStream() {
        Script.logIn(client, "juliet");
        assertThat(Script.outcome(client)).isEqualTo("success");
        client.sends(Script.header());
        assertThat(client.order).endsWith("success", "<stream>", "features");
    }

    @Test
    @Section(value = "6.4.6", rules = "R92")
    void stanzaInsteadOfTheNewHeaderEndsTheStream() {
        Script.logIn(client, "juliet");
        Script.forget(client);
        client.sends("<presence/>");
        assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");
    }

    @Test
    @Section(value = "6.4.6", rules = "R91")
    void successIsNotTheAnswerToAnotherNameThanTheHeaders() {
        WiredClient romeo =
                world.connectWithTls().sends(Script.header("from='romeo@capulet.lit' to='capulet.lit' version='1.0'"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Script.logIn(romeo, "juliet"))
                .isInstanceOf(AssertionError.class);
        assertThat(Script.outcome(romeo)).isEqualTo("end invalid-from");
    }

    @Test
    @Section(value = "6.4.2", rules = "R81")
    void aNewAuthReplacesTheExchange() {
        client.sends(Script.auth("SCRAM-SHA-1", CLIENT_FIRST));
        Script.logIn(client, "romeo");
        assertThat(Script.outcome(client)).isEqualTo("success");
    }

    @Test
    @Section(value = "6.4.4", rules = "R82")
    void anAbortedExchangeIsOver() {
        client.sends(Script.auth("SCRAM-SHA-256", CLIENT_FIRST));
        assertThat(Script.outcome(client)).isEqualTo("challenge");
        client.sends("<abort xmlns='" + Script.SASL + "'/>");
        assertThat(Script.outcome(client)).isEqualTo("failure aborted");
        client.sends(Script.response(Script.base64("c=biws,r=x,p=AAAA")));
        assertThat(Script.outcome(client)).isEqualTo("failure malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AAA", "AA=A", "AAAA=", "A A=", "====", " "})
    @Section(value = "6.5.5", rules = "R80")
    void badBase64IsAnIncorrectEncoding(String data) {
        client.sends(Script.auth("SCRAM-SHA-256", data));
        assertThat(Script.outcome(client)).isEqualTo("failure incorrect-encoding");
        Script.logIn(client, "juliet");
        assertThat(Script.outcome(client)).isEqualTo("success");
    }

    @Test
    @Section(value = "6.4.2", rules = "R79")
    void aMissingInitialResponseIsAskedFor() {
        client.sends("<auth xmlns='" + Script.SASL + "' mechanism='SCRAM-SHA-256'/>");
        assertThat(client.elements.getLast().text()).isEmpty();
        assertThat(Script.outcome(client)).isEqualTo("challenge");
        client.sends(Script.response(CLIENT_FIRST));
        assertThat(Script.outcome(client)).isEqualTo("challenge");
    }

    @Test
    @Section(value = "6.4.2", rules = "R79")
    void anEqualsSignIsAnInitialResponseThatIsEmpty() {
        client.sends(Script.auth("SCRAM-SHA-256", "="));
        assertThat(Script.outcome(client)).isEqualTo("failure malformed-request");
        client.sends(Script.auth("SCRAM-SHA-256", ""));
        assertThat(Script.outcome(client)).isEqualTo("challenge");
        client.sends(Script.response("="));
        assertThat(Script.outcome(client)).isEqualTo("failure malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "SCRAM-SHA-256"})
    @Section(value = "6.4.6", rules = "R79")
    void successCarriesDataWhereTheMechanismHasAny(String mechanism) {
        Script.forget(client);
        if (mechanism.equals("PLAIN")) {
            client.sends(Script.auth("PLAIN", "")).sends(Script.response(Script.base64("\0juliet\0pencil")));
            assertThat(client.elements.getLast().text()).isEmpty();
        } else {
            Script.logIn(client, "juliet");
            assertThat(LogIn.text(client.elements.getLast())).startsWith("v=");
        }
        assertThat(client.order).endsWith("success");
    }

    @Test
    @Section(value = "6.4.2", rules = "R81")
    void theExchangeThatWasReplacedCannotBeFinished() {
        client.sends(Script.auth("SCRAM-SHA-256", CLIENT_FIRST));
        String nonce = LogIn.text(client.elements.remove()).replaceAll("r=([^,]*),.*", "$1");
        client.sends(Script.auth("PLAIN", ""));
        assertThat(Script.outcome(client)).isEqualTo("challenge");
        client.sends(Script.response(Script.base64("c=biws,r=" + nonce + ",p=AAAA")));
        assertThat(Script.outcome(client)).isEqualTo("failure malformed-request");
    }

    @Test
    @Section(value = "6.4.6", rules = "R92")
    void aSecondAuthAfterSuccessEndsTheStreamBeforeAndAfterTheNewHeader() {
        Script.logIn(client, "juliet");
        Script.forget(client);
        client.sends(Script.auth("PLAIN", Script.base64("\0romeo\0pencil")));
        assertThat(client.order).containsExactly("<stream>", "error", "</stream>", "-");

        WiredClient restarted = Script.authenticated(world);
        restarted.sends(Script.auth("PLAIN", Script.base64("\0romeo\0pencil")));
        assertThat(Script.outcome(restarted)).isEqualTo("end policy-violation");

        WiredClient bound = Script.bound(world, "balcony");
        bound.sends(Script.auth("PLAIN", Script.base64("\0romeo\0pencil")));
        assertThat(Script.outcome(bound)).isEqualTo("end policy-violation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet@capulet.lit", "JULIET@Capulet.LIT", "juliet@capulet.lit/balcony"})
    @Section(value = "6.4.6", rules = "R91")
    void headerThatNamesWhoLogsInIsNoObstacle(String from) {
        WiredClient juliet =
                world.connectWithTls().sends(Script.header("from='" + from + "' to='capulet.lit' version='1.0'"));
        assertThat(LogIn.of("PLAIN", "juliet").on(juliet)).isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    @Section(value = "6.4.5", rules = "R90")
    void retriesAreLimitedAsConfigured(int retries) {
        try (ClientWorld other = new ClientWorld("c2s.max-login-retries = " + retries)) {
            WiredClient stubborn = Script.secured(other);
            for (int i = 0; i < retries; i++) {
                assertThat(LogIn.of("PLAIN", "juliet").withPassword("wrong").on(stubborn))
                        .isEqualTo("failure not-authorized");
            }
            assertThat(stubborn.isOver()).isFalse();
            Script.forget(stubborn);
            stubborn.sends(Script.auth("PLAIN", Script.base64("\0juliet\0wrong")));
            assertThat(stubborn.order).containsExactly("failure", "error", "</stream>", "-");
            assertThat(Script.condition(stubborn.elements.getLast())).isEqualTo("policy-violation");
        }
    }

    @Test
    @Section(value = "6.4.5", rules = "R90")
    void everyKindOfFailureCountsAndTheLastRetryMaySucceed() {
        client.sends(Script.auth("SCRAM-SHA-256", "!"));
        client.sends("<abort xmlns='" + Script.SASL + "'/>");
        assertThat(client.order).containsExactly("failure", "failure");
        assertThat(LogIn.of("SCRAM-SHA-256", "juliet").on(client)).isEqualTo("success");

        WiredClient stubborn = Script.secured(world);
        stubborn.sends(Script.auth("SCRAM-SHA-256", "!"));
        stubborn.sends("<abort xmlns='" + Script.SASL + "'/>");
        stubborn.sends(Script.auth("NONE", ""));
        assertThat(stubborn.order).containsExactly("failure", "failure", "failure", "error", "</stream>", "-");
    }

    @Test
    void whatFollowsTheLimitInTheSameBytesIsNotRead() {
        String wrong = Script.auth("SCRAM-SHA-256", "!");
        client.sends(wrong + wrong + wrong + Script.auth("SCRAM-SHA-256", CLIENT_FIRST));
        assertThat(client.order).endsWith("error", "</stream>", "-");
    }

    @Test
    void connectionLostInTheMiddleOfALoginLeavesNothing() {
        client.sends(Script.auth("SCRAM-SHA-256", CLIENT_FIRST)).breaks();
        assertThat(client.order).containsExactly("challenge", "-");
    }

    @Test
    @Section(value = "4.9.3.14", rules = "R42")
    void hugeElementBeforeLoginEndsTheStream() {
        client.sends(Script.auth("SCRAM-SHA-256", "A".repeat(10_000)));
        assertThat(Script.outcome(client)).isEqualTo("end policy-violation");
    }
}
