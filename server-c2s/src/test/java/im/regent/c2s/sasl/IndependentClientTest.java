package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import im.regent.core.jid.Jid;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole exchanges with a client that other people wrote. */
@Spec(rfc = 5802)
class IndependentClientTest {
    private static final Jid ALICE = Jid.valueOf("alice@example.org");

    private final SaslWorld world = new SaslWorld();

    @ParameterizedTest
    @CsvSource({
        "SCRAM-SHA-1,",
        "SCRAM-SHA-256,",
        "SCRAM-SHA-512,",
        "SCRAM-SHA-1-PLUS,tls-server-end-point",
        "SCRAM-SHA-256-PLUS,tls-server-end-point",
        "SCRAM-SHA-512-PLUS,tls-server-end-point",
        "SCRAM-SHA-1-PLUS,tls-exporter",
        "SCRAM-SHA-256-PLUS,tls-exporter",
        "SCRAM-SHA-512-PLUS,tls-exporter"
    })
    @Section(
            value = "5",
            rules = {"R78", "R93"})
    void everyMechanismLogsInAndProvesTheServer(String mechanism, String binding) throws ScramException {
        byte[] data = "tls-exporter".equals(binding) ? FakeTls.EXPORTER : FakeTls.END_POINT;
        ScramClient client = binding == null
                ? client("alice", "pencil", mechanism).build()
                : client("alice", "pencil", mechanism)
                        .channelBinding(binding, data)
                        .build();

        assertThat(client.getScramMechanism().getName()).isEqualTo(mechanism);
        assertLogsIn(client, ALICE);
    }

    @ParameterizedTest
    @CsvSource({
        "alice@example.org",
        "ALICE",
        "Alice@EXAMPLE.org",
        // full width, which UsernameCaseMapped maps (RFC 8265 §3.3)
        "\uFF41\uFF4C\uFF49\uFF43\uFF45"
    })
    void everyWayToWriteTheNameIsTheSameAccount(String name) throws ScramException {
        assertLogsIn(client(name, "pencil", "SCRAM-SHA-256").build(), ALICE);
    }

    @Test
    @Section(value = "5.1", rules = "R93")
    void nameWithCommaAndEqualsSignIsUnquoted() throws ScramException {
        world.accounts.put("a,b=c@example.org", SaslWorld.credentials("pencil"));
        assertLogsIn(client("a,b=c", "pencil", "SCRAM-SHA-1").build(), Jid.valueOf("a,b=c@example.org"));
    }

    @Test
    void passwordsThatSaslPrepMakesEqualAreEqual() throws ScramException {
        // RFC 4013 §3: U+00AA is mapped to "a" by normalization, a soft hyphen to nothing
        world.accounts.put("alice@example.org", SaslWorld.credentials("p\u00AAss\u00ADword \u00E9"));
        assertLogsIn(client("alice", "password e\u0301", "SCRAM-SHA-256").build(), ALICE);
    }

    @ParameterizedTest
    @CsvSource({"alice,Pencil", "alice,pencil1", "nobody,pencil"})
    @Spec(rfc = 6120)
    @Section(value = "6.5.10", rules = "R88")
    void wrongPasswordAndUnknownUserAreNotAuthorized(String name, String password) throws ScramException {
        Outcome outcome = logIn(client(name, password, "SCRAM-SHA-256").build());
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.NOT_AUTHORIZED);
        assertThat(SaslWorld.failure(outcome).account()).isEqualTo(name + "@example.org");
    }

    @ParameterizedTest
    @CsvSource({"tls-exporter", "tls-server-end-point"})
    void bindingOfAnotherConnectionIsRefused(String type) throws ScramException {
        byte[] other = {42};
        ScramClient client = client("alice", "pencil", "SCRAM-SHA-256-PLUS")
                .channelBinding(type, other)
                .build();
        assertThat(SaslWorld.failure(logIn(client)).text()).isEqualTo("e=channel-bindings-dont-match");
    }

    @Test
    void authorizationIdentityIsSigned() throws ScramException {
        ScramClient client = client("alice", "pencil", "SCRAM-SHA-256")
                .authzid("alice@example.org")
                .build();
        assertLogsIn(client, ALICE);
    }

    private static ScramClient.FinalBuildStage client(String name, String password, String mechanism) {
        // Names a form without -PLUS too, which the library wants to see.
        return ScramClient.builder()
                .advertisedMechanisms(List.of(mechanism, mechanism.replace("-PLUS", "")))
                .username(name)
                .password(password.toCharArray());
    }

    private Outcome logIn(ScramClient client) throws ScramException {
        SaslExchange exchange =
                world.begin(FakeTls.withBoth(), client.getScramMechanism().getName());
        Outcome challenge = SaslWorld.run(exchange, client.clientFirstMessage().toString());
        client.serverFirstMessage(SaslWorld.text(challenge));
        return SaslWorld.now(
                exchange.step(client.clientFinalMessage().toString().getBytes(UTF_8)));
    }

    private void assertLogsIn(ScramClient client, Jid account) throws ScramException {
        Outcome outcome = logIn(client);
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        assertThat(((Outcome.Success) outcome).account()).isEqualTo(account);
        client.serverFinalMessage(SaslWorld.text(outcome)); // throws if the server's signature is wrong
    }
}
