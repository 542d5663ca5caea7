package im.regent.c2s.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody in between who takes the strong mechanisms away (RFC 5802 §6, XEP-0440, XEP-0474). */
@Spec(rfc = 5802)
class DowngradeTest {
    private static final String NO_BINDING = "SCRAM-SHA-256";
    private static final String BINDING = "SCRAM-SHA-256-PLUS";

    private final SaslWorld world = new SaslWorld();

    @ParameterizedTest
    @CsvSource({
        // mechanism, flag, what the connection can bind, outcome
        "SCRAM-SHA-256,      n,                      nothing,   success",
        "SCRAM-SHA-256,      y,                      nothing,   success",
        "SCRAM-SHA-256,      p=tls-exporter,         nothing,   MALFORMED_REQUEST",
        "SCRAM-SHA-256-PLUS, n,                      nothing,   INVALID_MECHANISM",
        "SCRAM-SHA-256-PLUS, p=tls-exporter,         nothing,   INVALID_MECHANISM",
        "SCRAM-SHA-256,      n,                      end-point, success",
        "SCRAM-SHA-256,      y,                      end-point, NOT_AUTHORIZED",
        "SCRAM-SHA-256,      p=tls-server-end-point, end-point, MALFORMED_REQUEST",
        "SCRAM-SHA-256-PLUS, n,                      end-point, MALFORMED_REQUEST",
        "SCRAM-SHA-256-PLUS, y,                      end-point, NOT_AUTHORIZED",
        "SCRAM-SHA-256-PLUS, p=tls-server-end-point, end-point, success",
        "SCRAM-SHA-256-PLUS, p=tls-exporter,         end-point, NOT_AUTHORIZED",
        "SCRAM-SHA-256-PLUS, p=tls-unique,           end-point, NOT_AUTHORIZED",
        "SCRAM-SHA-256-PLUS, p=TLS-EXPORTER,         both,      NOT_AUTHORIZED",
        "SCRAM-SHA-256,      n,                      both,      success",
        "SCRAM-SHA-256,      y,                      both,      NOT_AUTHORIZED",
        "SCRAM-SHA-256-PLUS, p=tls-exporter,         both,      success",
        "SCRAM-SHA-256-PLUS, p=tls-server-end-point, both,      success",
    })
    @Section(value = "6", rules = "R93")
    void flagAgainstWhatWasOffered(String mechanism, String flag, String offered, String expected) {
        FakeTls tls = switch (offered) {
            case "nothing" -> FakeTls.withoutBinding();
            case "end-point" -> FakeTls.withEndPointOnly();
            default -> FakeTls.withBoth();
        };
        byte[] data = tls.channelBinding(flag.replace("p=", "")).orElse(new byte[0]);

        Outcome outcome = ScriptedClient.sha256(flag + ",,", "n=alice,r=x")
                .bindingData(data)
                .logIn(world, tls, mechanism);
        assertThat(
                        outcome instanceof Outcome.Success
                                ? "success"
                                : SaslWorld.condition(outcome).name())
                .isEqualTo(expected);
    }

    @Test
    @Section(value = "6", rules = "R93")
    void bindingDataMustBeThereForPAndAbsentForN() {
        assertThat(SaslWorld.failure(ScriptedClient.sha256("p=tls-exporter,,", "n=alice,r=x")
                                .logIn(world, FakeTls.withBoth(), BINDING))
                        .text())
                .isEqualTo("e=channel-bindings-dont-match");
        assertThat(SaslWorld.failure(ScriptedClient.sha256("n,,", "n=alice,r=x")
                                .bindingData(FakeTls.EXPORTER)
                                .logIn(world, FakeTls.withBoth(), NO_BINDING))
                        .text())
                .isEqualTo("e=channel-bindings-dont-match");
    }

    @Test
    void bindingMayNotBeSwappedForThatOfAnotherType() {
        Outcome outcome = ScriptedClient.sha256("p=tls-exporter,,", "n=alice,r=x")
                .bindingData(FakeTls.END_POINT)
                .logIn(world, FakeTls.withBoth(), BINDING);
        assertThat(SaslWorld.condition(outcome)).isEqualTo(SaslCondition.NOT_AUTHORIZED);
    }

    @Test
    @Section(value = "6", rules = "R93")
    void headerOfTheFinalMessageMustBeThatOfTheFirst() {
        SaslExchange exchange = world.begin(FakeTls.withoutBinding(), NO_BINDING);
        String challenge = SaslWorld.text(SaslWorld.run(exchange, "n,,n=alice,r=x"));
        // The client said y; somebody in between made it n, so that the server would not notice.
        String last = ScriptedClient.sha256("y,,", "n=alice,r=x").last(challenge);
        assertThat(SaslWorld.failure(SaslWorld.now(exchange.step(last.getBytes(UTF_8))))
                        .text())
                .isEqualTo("e=channel-bindings-dont-match");
    }

    @Test
    void hashOfTheOfferIsPartOfWhatIsSigned() {
        world.settings = SaslWorld.settings(SaslWorld.EVERYTHING, true);
        ScriptedClient honest = ScriptedClient.sha256("n,,", "n=alice,r=x");
        assertThat(honest.logIn(world, FakeTls.withBoth(), NO_BINDING)).isInstanceOf(Outcome.Success.class);

        SaslExchange exchange = world.begin(FakeTls.withBoth(), NO_BINDING);
        String challenge = SaslWorld.text(SaslWorld.run(exchange, honest.first()));
        for (String tampered :
                new String[] {challenge.replaceFirst(",h=.*", ""), challenge.replaceFirst("h=.", "h=_")}) {
            exchange = world.begin(FakeTls.withBoth(), NO_BINDING);
            SaslWorld.run(exchange, honest.first());
            assertThat(tampered).isNotEqualTo(challenge);
            assertThat(SaslWorld.condition(
                            SaslWorld.now(exchange.step(honest.last(tampered).getBytes(UTF_8)))))
                    .isEqualTo(SaslCondition.NOT_AUTHORIZED);
        }
    }

    @Test
    void hashedTextListsMechanismsAndBindingsInOctetOrder() {
        world.settings = SaslWorld.settings(EnumSet.of(Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_1), true);
        assertThat(protectedText(FakeTls.withoutBinding())).isEqualTo("SCRAM-SHA-1\u001ESCRAM-SHA-256");
        assertThat(protectedText(FakeTls.withEndPointOnly()))
                .isEqualTo("SCRAM-SHA-1\u001ESCRAM-SHA-1-PLUS\u001ESCRAM-SHA-256\u001ESCRAM-SHA-256-PLUS"
                        + "\u001Ftls-server-end-point");
    }

    private String protectedText(FakeTls tls) {
        return new String(world.offer(tls).protectedText().orElseThrow(), UTF_8);
    }

    @Test
    @Spec(rfc = 6120)
    @Section(
            value = "6.3.3",
            rules = {"R75", "R76"})
    void offerIsStrongestFirstAndOnlyWhatTheConnectionCanDo() {
        assertThat(world.offer(FakeTls.withBoth()).mechanisms())
                .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(Mechanism.EXTERNAL)));
        assertThat(world.offer(FakeTls.withBoth()).channelBindings())
                .containsExactly("tls-exporter", "tls-server-end-point");
        assertThat(world.offer(FakeTls.withoutBinding()).mechanisms())
                .containsExactly(
                        Mechanism.SCRAM_SHA_512, Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_1, Mechanism.PLAIN);
        assertThat(world.offer(FakeTls.withoutBinding()).channelBindings()).isEmpty();
        assertThat(world.authenticator().offerWithoutTls(SaslWorld.HOST).mechanisms())
                .containsExactly(Mechanism.SCRAM_SHA_512, Mechanism.SCRAM_SHA_256, Mechanism.SCRAM_SHA_1);
    }

    @Test
    void bindingsAreNotOfferedWithoutAMechanismForThem() {
        world.settings = SaslWorld.settings(EnumSet.of(Mechanism.PLAIN), true);
        assertThat(world.offer(FakeTls.withBoth()).channelBindings()).isEmpty();
        assertThat(world.offer(FakeTls.withBoth()).mechanisms()).containsExactly(Mechanism.PLAIN);
    }

    @Test
    @Spec(rfc = 9266)
    @Section(value = "3", rules = "R94")
    void bindingWithoutDataIsNotOffered() {
        FakeTls tls = new FakeTls(Map.of("tls-exporter", new byte[0], "tls-unique", FakeTls.EXPORTER));
        assertThat(ChannelBindings.offered(tls)).isEmpty();
        assertThat(world.offer(tls).mechanisms()).noneMatch(Mechanism::bindsChannel);
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN, false, false, ENCRYPTION_REQUIRED",
        "PLAIN, true, false, ENCRYPTION_REQUIRED",
        "PLAIN, false, true, MECHANISM_TOO_WEAK",
        "SCRAM-SHA-256-PLUS, true, false, ENCRYPTION_REQUIRED",
        "SCRAM-SHA-512, false, true, INVALID_MECHANISM",
        "scram-sha-1, true, true, INVALID_MECHANISM",
        "DIGEST-MD5, true, true, INVALID_MECHANISM",
        "'', true, true, INVALID_MECHANISM"
    })
    @Spec(rfc = 6120)
    @Section(
            value = "6.5.7",
            rules = {"R76", "R85", "R87"})
    void mechanismThatWasNotOfferedFailsAtItsStart(
            String name, boolean allAllowed, boolean tls, SaslCondition expected) {
        if (!allAllowed) {
            world.settings = SaslWorld.settings(EnumSet.of(Mechanism.SCRAM_SHA_1), false);
        }
        SaslAuthenticator authenticator = world.authenticator();
        SaslOffer offer = tls
                ? authenticator.offer(SaslWorld.HOST, FakeTls.withBoth())
                : authenticator.offerWithoutTls(SaslWorld.HOST);
        Outcome with = SaslWorld.run(authenticator.begin(offer, name), "n,,n=alice,r=x");
        Outcome without = SaslWorld.now(authenticator.begin(offer, name).start());
        assertThat(Arrays.asList(SaslWorld.condition(with), SaslWorld.condition(without)))
                .containsOnly(expected);
    }
}
