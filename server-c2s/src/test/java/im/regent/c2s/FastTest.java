package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.c2s.fast.TokenDevices;
import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens: given out, used, rotated, and good for nothing any more. */
@Spec(xep = 484, version = "0.2.0")
class FastTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String UNBOUND = "HT-SHA-256-NONE";

    private final ClientWorld world =
            Modern.world("features.fast { lifetime = 30 days, rotate-after = 10 days, max-devices = 2 }");

    @AfterEach
    void stop() {
        world.close();
    }

    private Element answer(String request) {
        return Modern.answer(Modern.secured(world), request);
    }

    private String token(String agent) {
        return Modern.token(answer(Modern.plain(agent + Modern.requestToken(UNBOUND))));
    }

    private String token() {
        return token(Modern.AGENT);
    }

    private String login(String token, String attributes) {
        return Modern.named(answer(Modern.byToken(token, attributes, "")));
    }

    private String login(String token) {
        return login(token, "");
    }

    private List<TokenDevices.Row> devices() {
        return new TokenDevices(world.stores).of(JULIET).toCompletableFuture().join();
    }

    @Test
    @Section("3.3")
    void tokenComesWithTheSuccessAndSaysHowLongItIsGood() {
        Element token = answer(Modern.plain(Modern.AGENT + Modern.requestToken(UNBOUND)))
                .child(Modern.FAST, "token")
                .orElseThrow();
        assertThat(token.attribute("token", "")).hasSizeGreaterThan(40);
        assertThat(Instant.parse(token.attribute("expiry", "")))
                .isBetween(
                        world.time.instant().plus(Duration.ofDays(29)),
                        world.time.instant().plus(Duration.ofDays(30)));
    }

    @Test
    @Section("3.4")
    void oneElementLogsInBindsAndProvesTheServer() {
        String token = token();
        Element success = answer(Modern.byToken(token, "", Modern.bind("")));
        assertThat(Modern.identifier(success)).startsWith("juliet@capulet.lit/Verona/");
        String data =
                success.child(Modern.SASL2, "additional-data").orElseThrow().text();
        assertThat(Base64.getDecoder().decode(data)).isEqualTo(Modern.hashed(token, "Responder", new byte[0]));
        assertThat(success.child(Modern.FAST, "token")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HT-SHA-256-ENDP, tls-server-end-point", "HT-SHA-256-EXPR, tls-exporter"})
    @Section("3.4")
    void tokenCanBeBoundToTheChannel(String mechanism, String type) {
        byte[] binding = (type + " of this connection").getBytes(UTF_8);
        Map<String, byte[]> here = Map.of(type, binding);
        Map<String, byte[]> elsewhere = Map.of(type, new byte[32]);
        String token = Modern.token(Modern.answer(
                Modern.secured(world, here), Modern.plain(Modern.AGENT + Modern.requestToken(mechanism))));
        String more = "<fast xmlns='" + Modern.FAST + "'/>" + Modern.AGENT;
        String request = Modern.byToken(mechanism, "juliet", token, binding, more);
        assertThat(Modern.named(Modern.answer(Modern.secured(world, elsewhere), request)))
                .isEqualTo("failure not-authorized");
        assertThat(Modern.named(Modern.answer(Modern.secured(world, Map.of()), request)))
                .isEqualTo("failure invalid-mechanism");
        assertThat(Modern.named(Modern.answer(Modern.secured(world, here), request)))
                .isEqualTo("success");
        // "an attempt to use a mechanism without channel binding MUST fail even if the token would otherwise be
        // accepted".
        assertThat(Modern.named(Modern.answer(Modern.secured(world, here), Modern.byToken(token, "", ""))))
                .isEqualTo("failure not-authorized");
    }

    @Test
    @Section("3.4")
    void aReplayIsRefusedByItsCount() {
        String token = token();
        assertThat(login(token, "count='5'")).isEqualTo("success");
        assertThat(login(token, "count='5'")).isEqualTo("failure not-authorized");
        assertThat(login(token, "count='4'")).isEqualTo("failure not-authorized");
        assertThat(login(token, "count='6'")).isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"count=''", "count='-1'", "count='x'", "count='99999999999999999999'", "invalidate='maybe'"})
    @Section("3.4")
    void whatIsNoNumberAndNoTruthValueIsMalformed(String attributes) {
        String token = token();
        assertThat(login(token, attributes)).isEqualTo("failure malformed-request");
        assertThat(login(token)).isEqualTo("success");
    }

    @Test
    @Section("3.5")
    void anOldTokenIsRotatedAndGoodUntilTheNewOneIsUsed() {
        String old = token();
        assertThat(login(old)).isEqualTo("success");
        world.time.advance(Duration.ofDays(10));
        String lost = Modern.token(answer(Modern.byToken(old, "", "")));
        String fresh = Modern.token(answer(Modern.byToken(old, "", "")));
        // "the server SHOULD invalidate any tokens previously generated that have not been used".
        assertThat(login(lost)).isEqualTo("failure not-authorized");
        assertThat(login(fresh)).isEqualTo("success");
        assertThat(login(old)).isEqualTo("failure not-authorized");
        assertThat(login(fresh)).isEqualTo("success");
    }

    @Test
    @Section("3.5")
    void tokenEndsWithItsTime() {
        String token = token();
        world.time.advance(Duration.ofDays(30));
        assertThat(login(token)).isEqualTo("failure credentials-expired");
        assertThat(Modern.named(answer(Modern.plain(Modern.AGENT)))).isEqualTo("success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1"})
    @Section("3.6")
    void theClientLogsInOnceMoreAndForGood(String isLast) {
        String token = token();
        assertThat(login(token)).isEqualTo("success");
        world.time.advance(Duration.ofDays(20));
        Element success = answer(Modern.byToken(token, "invalidate='" + isLast + "'", ""));
        assertThat(success.localName()).isEqualTo("success");
        assertThat(success.child(Modern.FAST, "token")).isEmpty();
        assertThat(login(token)).isEqualTo("failure not-authorized");
        assertThat(devices()).isEmpty();
    }

    @Test
    @Section("3.6")
    void anInvalidatedTokenCanBeExchanged() {
        String token = token();
        String next = Modern.token(answer(Modern.byToken(token, "invalidate='true'", Modern.requestToken(UNBOUND))));
        assertThat(login(token)).isEqualTo("failure not-authorized");
        assertThat(login(next)).isEqualTo("success");
    }

    @Test
    @Section("4.1")
    void tokenIsGoodForItsClientOnly() {
        String token = token();
        String more = "<fast xmlns='" + Modern.FAST + "'/>";
        String other = Modern.byToken(UNBOUND, "juliet", token, new byte[0], more + Modern.agent(Modern.OTHER_DEVICE));
        assertThat(Modern.named(answer(other))).isEqualTo("failure not-authorized");
        String nameless = Modern.byToken(UNBOUND, "juliet", token, new byte[0], more);
        assertThat(Modern.named(answer(nameless))).isEqualTo("failure malformed-request");
        String romeo = Modern.byToken(UNBOUND, "romeo", token, new byte[0], more + Modern.AGENT);
        assertThat(Modern.named(answer(romeo))).isEqualTo("failure not-authorized");
    }

    @Test
    @Section("3.2")
    void whoDoesNotSayWhichClientItIsGetsNoToken() {
        assertThat(answer(Modern.plain(Modern.requestToken(UNBOUND))).child(Modern.FAST, "token"))
                .isEmpty();
        assertThat(answer(Modern.plain(Modern.AGENT + Modern.requestToken("HT-SHA-256-UNIQ")))
                        .child(Modern.FAST, "token"))
                .isEmpty();
    }

    @Test
    @Section("3.4")
    void whoIsRefusedForAnotherReasonHasUsedNoTokenUp() {
        String token = token();
        WiredClient client = Script.secured(world, "from='romeo@capulet.lit' ");
        assertThat(Modern.named(Modern.answer(client, Modern.byToken(token, "count='7' invalidate='true'", ""))))
                .isEqualTo("failure not-authorized");
        assertThat(login(token, "count='1'")).isEqualTo("success");
    }

    @Test
    @Section("4.2")
    void accountsThatMayNotLogInDoNotByToken() {
        String token = token();
        world.stores.accounts().update(JULIET, before -> before.disabled(true));
        assertThat(login(token)).isEqualTo("failure account-disabled");
        world.stores.accounts().update(JULIET, before -> before.disabled(false).expired());
        assertThat(login(token)).isEqualTo("failure credentials-expired");
    }

    @Test
    @Section("4.2")
    void theAccountTakesItsTokensWithIt() {
        String token = token();
        var credentials = world.stores
                .accounts()
                .credentials(JULIET)
                .toCompletableFuture()
                .join()
                .orElseThrow();
        world.stores.accounts().delete(JULIET);
        assertThat(login(token)).isEqualTo("failure not-authorized");
        world.stores.accounts().create(JULIET, credentials);
        assertThat(login(token)).isEqualTo("failure not-authorized");
    }

    @Test
    @Section("1")
    void anAdministratorTakesTheTokensOfOneClientAway() {
        String here = token();
        String there = token(Modern.agent(Modern.OTHER_DEVICE));
        assertThat(devices()).extracting(TokenDevices.Row::device).containsExactly("A phone", "A phone");
        new TokenDevices(world.stores).revoke(JULIET, Modern.DEVICE);
        assertThat(login(here)).isEqualTo("failure not-authorized");
        assertThat(devices()).extracting(TokenDevices.Row::id).containsExactly(Modern.OTHER_DEVICE);
        new TokenDevices(world.stores).revokeAll(JULIET);
        assertThat(devices()).isEmpty();
        assertThat(there).isNotEqualTo(here);
    }

    @Test
    @Section("4.2")
    void theClientThatWasAwayLongestMakesRoom() {
        token();
        world.time.advance(Duration.ofDays(1));
        token(Modern.agent(Modern.OTHER_DEVICE));
        world.time.advance(Duration.ofDays(1));
        token(Modern.agent("aaaaaaaa-bbbb-4ccc-9ddd-eeeeeeeeeeee"));
        assertThat(devices())
                .extracting(TokenDevices.Row::id)
                .containsExactly("aaaaaaaa-bbbb-4ccc-9ddd-eeeeeeeeeeee", Modern.OTHER_DEVICE);
    }

    @Test
    @Section("6")
    void strangersAreToldWhatEverybodyIsTold() {
        token();
        String more = "<fast xmlns='" + Modern.FAST + "'/>" + Modern.AGENT;
        Element known = answer(Modern.byToken(UNBOUND, "juliet", "guess", new byte[0], more));
        Element unknown = answer(Modern.byToken(UNBOUND, "nobody", "guess", new byte[0], more));
        assertThat(unknown).isEqualTo(known);
    }

    @Test
    @Section("3.4")
    void withoutTheHashThereIsOneAnswerOnly() {
        String more = "<fast xmlns='" + Modern.FAST + "'/>" + Modern.AGENT;
        assertThat(Modern.named(answer(Modern.authenticate(UNBOUND, more)))).isEqualTo("failure malformed-request");
        byte[] noHash = "juliet".getBytes(UTF_8);
        assertThat(Modern.named(answer(Modern.authenticate(UNBOUND, Modern.initial(noHash) + more))))
                .isEqualTo("failure malformed-request");
        byte[] noName = new byte[33];
        assertThat(Modern.named(answer(Modern.authenticate(UNBOUND, Modern.initial(noName) + more))))
                .isEqualTo("failure malformed-request");
        assertThat(Modern.named(answer(Modern.plain(more)))).isEqualTo("failure invalid-mechanism");
    }
}
