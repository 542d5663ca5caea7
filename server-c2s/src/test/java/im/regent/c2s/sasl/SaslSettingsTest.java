package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.config.Configuration;
import im.regent.core.config.Defaults;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Spec(rfc = 5802)
class SaslSettingsTest {
    /** The defaults of client streams and what a test changes in {@code c2s.sasl}. */
    private static Configuration with(String changes) {
        Defaults defaults = new Defaults("", SaslSettings.class, "/im/regent/c2s/defaults.conf");
        return Configuration.ofString("c2s.sasl {\n" + changes + "\n}", defaults);
    }

    @Test
    void defaultsAreReadCompletelyAndAreSafe() {
        Configuration configuration = with("");
        SaslSettings settings = SaslSettings.read(configuration.section("c2s.sasl"));

        assertThat(configuration.problems()).isEmpty();
        assertThat(configuration.unreadDefaults()).isNotEmpty().noneMatch(path -> path.startsWith("c2s.sasl"));
        assertThat(settings.mechanisms())
                .containsExactlyInAnyOrder(Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_1, Mechanism.PLAIN);
        assertThat(settings.iterations()).isEqualTo(10_000);
        assertThat(settings.downgradeProtection()).isTrue();
        assertThat(settings.plainCacheFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.derivationQueue()).isEqualTo(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mechanisms = [PLAIN, DIGEST-MD5]       | \"DIGEST-MD5\" is not a mechanism",
                "mechanisms = [PLAIN, scram-sha-1]      | \"scram-sha-1\" is not a mechanism",
                "mechanisms = [PLAIN, SCRAM-SHA-1-PLUS] | SCRAM-SHA-1-PLUS needs no entry",
                "mechanisms = []                        | nobody could log in",
                "iterations = 4095                      | 4095 is not within 4096…10000000",
                "plain-cache-for = 2 h                  | 2 h is not within 0s…1h",
                "derivation-queue = 0                   | 0 is not within 1…10000"
            })
    @Section(value = "5.1", rules = "R93")
    void valueThatCannotBeUsedIsAProblem(String change, String problem) {
        Configuration configuration = with(change);
        SaslSettings.read(configuration.section("c2s.sasl"));
        assertThat(configuration.problems()).singleElement().asString().contains(problem);
    }

    @Test
    void wholeAuthenticatorLogsInWithTheDefaults() {
        SaslSettings settings = SaslSettings.read(with("").section("c2s.sasl"));
        FakeAccounts accounts = new FakeAccounts();
        accounts.put("alice@example.org", SaslWorld.credentials(SaslWorld.PASSWORD));
        try (DerivationPool pool = DerivationPool.forThisMachine(settings)) {
            SaslAuthenticator authenticator = new SaslAuthenticator(
                    settings, accounts, pool, SaslWorld.SERVER_SECRET, new SecureRandom(), System::nanoTime);
            SaslOffer offer = authenticator.offer("example.org", FakeTls.withBoth());
            ScriptedClient client =
                    ScriptedClient.sha256("p=tls-exporter,,", "n=alice,r=x").bindingData(FakeTls.EXPORTER);
            SaslExchange exchange = authenticator.begin(offer, "SCRAM-SHA-256-PLUS");
            String challenge = SaslWorld.text(SaslWorld.run(exchange, client.first()));
            assertThat(challenge).matches("r=x[A-Za-z0-9+/]{24},s=[A-Za-z0-9+/]{22}==,i=4096,h=[A-Za-z0-9+/]{43}=");
            assertThat(SaslWorld.now(exchange.step(client.last(challenge).getBytes(UTF_8))))
                    .isInstanceOf(Outcome.Success.class);

            String again =
                    SaslWorld.text(SaslWorld.run(authenticator.begin(offer, "SCRAM-SHA-256-PLUS"), client.first()));
            assertThat(again.substring(0, 26)).isNotEqualTo(challenge.substring(0, 26));
        }
    }

    @Test
    void shortServerSecretIsABug() {
        SaslSettings settings = SaslSettings.read(with("").section("c2s.sasl"));
        assertThatThrownBy(() -> new SaslAuthenticator(
                        settings, new FakeAccounts(), Runnable::run, new byte[15], new SecureRandom(), () -> 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
