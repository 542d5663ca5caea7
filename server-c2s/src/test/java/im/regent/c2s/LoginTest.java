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

    @ParameterizedTest
    @ValueSource(strings = {"", "X-OAUTH2", "scram-sha-256", "ANONYMOUS", "EXTERNAL"})
    @Section(value = "6.5.7", rules = "R85")
    void unknownMechanismIsInvalid(String mechanism) {
        client.sends(Script.auth(mechanism, CLIENT_FIRST));
        assertThat(Script.outcome(client)).isEqualTo("failure invalid-mechanism");
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
    @Section(value = "6.4.5", rules = "R90")
    void retriesAreLimited() {
        String wrong = Script.auth("SCRAM-SHA-256", "!");
        for (int i = 0; i < 3; i++) {
            assertThat(client.isOver()).isFalse();
            client.sends(wrong);
        }
        assertThat(client.order).containsExactly("failure", "failure", "failure", "error", "</stream>", "-");
        assertThat(Script.condition(client.elements.getLast())).isEqualTo("policy-violation");
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
    void hugeElementBeforeLoginEndsTheStream() {
        client.sends(Script.auth("SCRAM-SHA-256", "A".repeat(10_000)));
        assertThat(Script.outcome(client)).isEqualTo("end policy-violation");
    }
}
