package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.store.Credentials;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples that the specifications print. */
@Spec(rfc = 5802)
class ScramVectorTest {
    private final SaslWorld world = new SaslWorld();

    @Test
    @Section(
            value = "5",
            rules = {"R78", "R93"})
    void exampleOfRfc5802LogsIn() {
        world.accounts.put("user@example.org", only(ScramHash.SHA_1, "QSXCR+Q6sek8bf92"));
        world.serverNonce = "3rfcNHYJY1ZVvWVs7j";
        SaslExchange exchange = world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-1");

        assertThat(SaslWorld.text(SaslWorld.run(exchange, "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL")))
                .isEqualTo("r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
        assertSuccess(
                exchange,
                "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");
    }

    @Test
    @Spec(rfc = 7677)
    @Section(value = "3", rules = "R93")
    void exampleOfRfc7677LogsIn() {
        world.accounts.put("user@example.org", only(ScramHash.SHA_256, "W22ZaJ0SNY7soEsUEjb6gQ=="));
        world.serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
        SaslExchange exchange = world.begin(FakeTls.withoutBinding(), "SCRAM-SHA-256");

        assertThat(SaslWorld.text(SaslWorld.run(exchange, "n,,n=user,r=rOprNGfwEbeRWgbNEkqO")))
                .isEqualTo("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        assertSuccess(
                exchange,
                "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                        + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void exampleOfXep0474GivesThePrintedHash() {
        world.settings = SaslWorld.settings(EnumSet.of(Mechanism.SCRAM_SHA_1), true);
        SaslExchange exchange = world.begin(FakeTls.withBoth(), "SCRAM-SHA-1-PLUS");

        // XEP-0474 "Full Example": 'SCRAM-SHA-1\x1eSCRAM-SHA-1-PLUS\x1ftls-exporter\x1etls-server-end-point'
        assertThat(SaslWorld.text(SaslWorld.run(exchange, "p=tls-exporter,,n=user,r=12C4CD5C")))
                .endsWith(",i=4096,h=G6k/rBLDqgOhRRaCuuatSDFkJ08=");
    }

    @Test
    void exampleOfXep0474LogsInWithItsExtensionAttribute() {
        world.accounts.put("user@example.org", only(ScramHash.SHA_1, "QSXCR+Q6sek8bf92"));
        world.settings = SaslWorld.settings(EnumSet.of(Mechanism.SCRAM_SHA_1), true);
        world.serverNonce = "a09117a6-ac50-4f2f-93f1-93799c2bddf6";
        byte[] data = "THIS IS FAKE CB DATA".getBytes(US_ASCII);
        FakeTls tls = new FakeTls(Map.of("tls-exporter", data, "tls-server-end-point", FakeTls.END_POINT));
        SaslExchange exchange = world.begin(tls, "SCRAM-SHA-1-PLUS");

        SaslWorld.run(exchange, "p=tls-exporter,,n=user,r=12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6");
        assertSuccess(
                exchange,
                "c=cD10bHMtZXhwb3J0ZXIsLFRISVMgSVMgRkFLRSBDQiBEQVRB,r=12C4CD5C-E38E-4A98-8F6D-15C38F51CCC6"
                        + "a09117a6-ac50-4f2f-93f1-93799c2bddf6,x=19C6532F-1CF4-4A27-A18D-DC9CEA41BBB3,"
                        + "p=M/SIDjT+dfcxUh89jZEypRvFxB4=",
                "v=MQrMPvv7yv4x4Cq4W4Ih25EqS2c=");
    }

    private static Credentials only(ScramHash hash, String salt) {
        return Credentials.of(List.of(SaslWorld.keys(hash, "pencil", salt, 4096)));
    }

    private static void assertSuccess(SaslExchange exchange, String last, String verifier) {
        Outcome outcome = SaslWorld.now(exchange.step(last.getBytes(UTF_8)));
        assertThat(SaslWorld.text(outcome)).isEqualTo(verifier);
        assertThat(((Outcome.Success) outcome).account()).isEqualTo(Jid.valueOf("user@example.org"));
    }
}
