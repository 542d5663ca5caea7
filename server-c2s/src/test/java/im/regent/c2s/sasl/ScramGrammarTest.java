package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5802 §7, with every way to break it that we could think of. */
@Spec(rfc = 5802)
class ScramGrammarTest {
    private static final String PROOF = "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

    private final SaslWorld world = new SaslWorld();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ",,,",
                "n",
                "n,",
                "n,,",
                "n,,n=alice",
                "n,n=alice,r=x",
                "n,,r=x,n=alice",
                "n,,n=alice,r=",
                "n,,n=,r=x",
                "n,,n,r=x",
                "n,,alice,r=x",
                "n,,n=alice,x=y,r=x",
                "n,,a=x,n=alice,r=x",
                " n,,n=alice,r=x",
                "N,,n=alice,r=x",
                "F,n,,n=alice,r=x",
                "x,,n=alice,r=x",
                "n=,,n=alice,r=x",
                "y=a,,n=alice,r=x",
                "p,,n=alice,r=x",
                "p=,,n=alice,r=x",
                "p=tls exporter,,n=alice,r=x",
                "p=tls_exporter,,n=alice,r=x",
                "n,a,n=alice,r=x",
                "n,a=,n=alice,r=x",
                "n,b=alice,n=alice,r=x",
                "n,alice@example.org,n=alice,r=x",
                "n,a=al=ice,n=alice,r=x",
                "n,,n=al=ice,r=x",
                "n,,n=alice=,r=x",
                "n,,n=alice=2,r=x",
                "n,,n=alice=2c,r=x",
                "n,,n=alice=3d,r=x",
                "n,,n=alice=41,r=x",
                "n,,n=alice,r=a b",
                "n,,n=alice,r=\u00E9",
                "n,,n=alice,r=\u007F",
                "n,,n=alice,r=x\n",
                "n,,n=alice,r=x,",
                "n,,n=alice,r=x,,",
                "n,,n=alice,r=x,k",
                "n,,n=alice,r=x,k=",
                "n,,n=alice,r=x,1=y",
                "n,,n=alice,r=x,kk=y",
                "n,,n=alice,r=x,r=y",
                "n,,n=alice,r=x,n=bob",
                "n,,n=alice,r=x,a=bob@example.org",
                "n,,n=alice,r=x,k=\0",
                "n,,n=al\0ice,r=x",
                "n,,n=alice,r=x,p=dGVzdA==",
                "n,,m=x,n=alice,r=x",
                "n,,n=alice,r=x,m=x",
                "n,,n=alice,m=x,r=x",
                "n,m=x,n=alice,r=x"
            })
    @Section(
            value = "7",
            rules = {"R86", "R93"})
    void malformedFirstMessageIsAMalformedRequest(String message) {
        Outcome outcome = SaslWorld.run(world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-256"), message);
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "c=biws",
                "c=biws,r={n}",
                "r={n},c=biws,{p}",
                "c=,r={n},{p}",
                "c=biws,r=,{p}",
                "c=biws,r={n},p=",
                "c=biws,r={n},p==",
                "c==,r={n},{p}",
                "c=bi ws,r={n},{p}",
                "c=biw,r={n},{p}",
                "c=biws=,r={n},{p}",
                "c=biws\n,r={n},{p}",
                "c=biws,r={n},{p},",
                "c=biws,r={n},{p},x=y",
                "c=biws,r={n},x,{p}",
                "c=biws,r={n},,{p}",
                "c=biws,r={n},x=,{p}",
                "c=biws,r={n},{p},{p}",
                "c=biws,r={n},r={n},{p}",
                "c=biws,x=y,r={n},{p}",
                "c=biws,r={n},p=AAAA",
                "c=biws,r={n},p=!!!!",
                "c=biws,r={n},x=\0,{p}",
                "c=biws,r={n} ,{p}",
                "c=biws,r={n},m=x,{p}",
                "m=x,c=biws,r={n},{p}",
                "C=biws,r={n},{p}",
                "c=biws,r={n},P=AAAA",
                "*",
                "\u0000"
            })
    @Section(
            value = "7",
            rules = {"R86", "R93"})
    void malformedFinalMessageIsAMalformedRequest(String pattern) {
        SaslExchange exchange = world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-256");
        SaslWorld.run(exchange, "n,,n=alice,r=x");
        String message = pattern.replace("{n}", "x" + world.serverNonce).replace("{p}", PROOF);

        Outcome outcome = SaslWorld.now(exchange.step(message.getBytes(UTF_8)));
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.MALFORMED_REQUEST);
        assertThat(SaslWorld.failure(outcome).account()).isEqualTo("alice@example.org");
    }

    @Test
    @Section(value = "5.1", rules = "R93")
    void mandatoryExtensionIsNamedInTheFailure() {
        Outcome outcome = SaslWorld.run(world.begin(FakeTls.withBoth(), "SCRAM-SHA-1"), "n,,m=x,n=alice,r=x");
        assertThat(SaslWorld.failure(outcome).text()).isEqualTo("e=extensions-not-supported");
    }

    @Test
    @Section(value = "7", rules = "R86")
    void textThatIsNotUtf8IsAMalformedRequest() {
        byte[][] hostile = {
            {'n', ',', ',', 'n', '=', (byte) 0xC0, (byte) 0xBC, ',', 'r', '=', 'x'}, // overlong
            {'n', ',', ',', 'n', '=', (byte) 0xED, (byte) 0xA0, (byte) 0x80, ',', 'r', '=', 'x'}, // surrogate
            {'n', ',', ',', 'n', '=', (byte) 0xC3},
            {(byte) 0xFF}
        };
        for (byte[] message : hostile) {
            SaslExchange exchange = world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-256");
            assertThat(SaslWorld.condition(SaslWorld.now(exchange.start(message))))
                    .isEqualTo(SaslCondition.MALFORMED_REQUEST);
        }
    }

    @Test
    @Spec(rfc = 6120)
    @Section(value = "6.5.8", rules = "R86")
    void hugeMessageIsAMalformedRequest() {
        String message = "n,,n=alice,r=" + "x".repeat(9000);
        assertThat(SaslWorld.condition(SaslWorld.run(world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-1"), message)))
                .isEqualTo(SaslCondition.MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,,n=alice,r=x,k=v", "n,,n=alice,r=x,k==,Z=a=b,q=\u00E9", "n,,n=alice,r=!~=\"\\"})
    void optionalExtensionsAreSignedAndOtherwiseIgnored(String first) {
        Outcome outcome = ScriptedClient.sha256("n,,", first.substring(3))
                .finalExtension("w=1")
                .logIn(world, FakeTls.withoutBinding(), "SCRAM-SHA-256");
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "y3rfcNHYJY1ZVvWVs7j", "x3rfcNHYJY1ZVvWVs7", "x3rfcNHYJY1ZVvWVs7jj"})
    @Section(value = "5.1", rules = "R93")
    void nonceThatIsNotOursIsRefusedEvenIfSigned(String nonce) {
        Outcome outcome = ScriptedClient.sha256("n,,", "n=alice,r=x")
                .claimingNonce(nonce)
                .logIn(world, FakeTls.withoutBinding(), "SCRAM-SHA-256");
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.NOT_AUTHORIZED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.com",
                "alice@example.org/phone",
                "@example.org",
                "alice@",
                "al ice",
                "alice/phone",
                "a:b",
                "alice@example.org@example.org",
                "\u00A0",
                "\u2665"
            })
    void nameOfNoAccountHereIsNotAuthorizedWithAHint(String name) {
        Outcome outcome =
                SaslWorld.run(world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-256"), "n,,n=" + name + ",r=x");
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.NOT_AUTHORIZED);
        assertThat(SaslWorld.failure(outcome).text()).contains("alice@example.org");
        assertThat(SaslWorld.failure(outcome).account()).isEmpty();
    }
}
