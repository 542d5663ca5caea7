package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in as one and acting as another (RFC 6120 §6.3.8, §6.5.6). */
@Spec(rfc = 6120)
class AuthzidTest {
    private static final Jid ALICE = Jid.valueOf("alice@example.org");

    private final SaslWorld world = new SaslWorld();

    AuthzidTest() {
        world.accounts.put("bob@example.org", SaslWorld.credentials("bob's own"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                 alice",
        "alice@example.org,                  alice",
        "ALICE@Example.ORG,                  alice",
        "alice@example.org.,                 alice",
        "\uFF41\uFF4C\uFF49\uFF43\uFF45@example.org, alice",
        "alice@example.org,                  alice@example.org",
        "Alice@example.org,                  aLICE@EXAMPLE.org"
    })
    @Section(value = "6.3.8", rules = "R84")
    void absentOrOwnBareAddressIsAccepted(String authzid, String name) {
        assertAccount(plain(authzid, name));
        assertAccount(scram(authzid, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.org",
                "alice@example.com",
                "alice@sub.example.org",
                "alice",
                "example.org",
                "@example.org",
                "alice@example.org/phone",
                "alice@example.org/",
                "alice@",
                "alice @example.org",
                "alice@example.org ",
                "admin@example.org",
                "alicf@example.org",
                "alice@example.org@example.org",
                "\u0430lice@example.org",
                "nobody@example.org"
            })
    @Section(value = "6.5.6", rules = "R84")
    void everyOtherIsInvalid(String authzid) {
        assertInvalid(plain(authzid, "alice"));
        assertInvalid(scram(authzid, "alice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@example.org", "alice@example.org"})
    @Section(
            value = "6.5.6",
            rules = {"R84", "R88"})
    void answerIsTheSameForAnUnknownUser(String authzid) {
        assertInvalid(plain(authzid, "nobody"));
        assertInvalid(scram(authzid, "nobody"));
    }

    private static void assertAccount(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        assertThat(((Outcome.Success) outcome).account()).isEqualTo(ALICE);
    }

    private static void assertInvalid(Outcome outcome) {
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.INVALID_AUTHZID);
    }

    private Outcome plain(String authzid, String name) {
        String message = authzid + '\0' + name + '\0' + SaslWorld.PASSWORD;
        return SaslWorld.now(world.begin(FakeTls.withBoth(), "PLAIN").start(message.getBytes(UTF_8)));
    }

    private Outcome scram(String authzid, String name) {
        String header = authzid.isEmpty() ? "n,," : "n,a=" + authzid + ',';
        return ScriptedClient.sha256(header, "n=" + name + ",r=x").logIn(world, FakeTls.withBoth(), "SCRAM-SHA-256");
    }
}
