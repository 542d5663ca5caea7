package im.regent.c2s;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stream.ClientCertificate;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SASL EXTERNAL with a certificate that TLS has validated, and what happens to the stream when it is good no more. */
@Spec(rfc = 6120)
class ExternalLoginTest {
    private final TestTime time = new TestTime();
    private final ClientWorld world = new ClientWorld("", time);
    private final AtomicBoolean isTrusted = new AtomicBoolean(true);
    private final Instant end = time.instant().plus(Duration.ofDays(2)).plusMillis(300);

    @AfterEach
    void stop() {
        world.close();
    }

    private record Shown(List<String> xmppAddresses, Instant validUntil, AtomicBoolean trusted)
            implements ClientCertificate {
        @Override
        public boolean isTrusted() {
            return trusted.get();
        }
    }

    /** On the port of direct TLS, up to the features. */
    private WiredClient shows(String from, String... addresses) {
        String attributes = from.isEmpty() ? "" : "from='" + from + "' ";
        return world.connectWithTls(new Shown(List.of(addresses), end, isTrusted))
                .sends(Script.header(attributes + "to='capulet.lit' version='1.0'"));
    }

    private static List<String> mechanisms(WiredClient client) {
        return client.elements.getLast().child(Script.SASL, "mechanisms").orElseThrow().children().stream()
                .map(Element::text)
                .toList();
    }

    private static WiredClient external(WiredClient client, String authzid) {
        Script.forget(client);
        return client.sends(Script.auth("EXTERNAL", authzid.isEmpty() ? "=" : Script.base64(authzid)));
    }

    private static String boundAs(WiredClient client) {
        Script.forget(client);
        client.sends(Script.header()).sends(Script.bind("b", "balcony"));
        return client.elements
                .getLast()
                .child(Script.BIND, "bind")
                .orElseThrow()
                .child(Script.BIND, "jid")
                .orElseThrow()
                .text();
    }

    @Test
    @Section(value = "6.3.4", rules = "R77")
    void externalIsOfferedFirst() {
        assertThat(mechanisms(shows("", "juliet@capulet.lit")))
                .startsWith("EXTERNAL")
                .contains("SCRAM-SHA-256");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@montague.lit",
                "capulet.lit",
                "juliet@capulet.lit/balcony",
                "juliet@sub.capulet.lit",
                "@@"
            })
    @Section(
            value = "13.7.2.2.1",
            rules = {"R77", "R141"})
    void anAddressThatIsNoAccountOfThisHostCountsForNothing(String address) {
        WiredClient client = shows("", address);
        assertThat(mechanisms(client)).doesNotContain("EXTERNAL").contains("SCRAM-SHA-256");
        assertThat(Script.outcome(external(client, ""))).isEqualTo("failure invalid-mechanism");
    }

    @Test
    @Section(
            value = "6.3.4",
            rules = {"R77", "R141"})
    void withoutACertificateExternalIsNotOfferedAndCannotBeUsed() {
        WiredClient client = Script.secured(world);
        assertThat(Script.outcome(external(client, "juliet@capulet.lit"))).isEqualTo("failure invalid-mechanism");
        Script.logIn(client, "juliet");
    }

    @Test
    @Section(value = "6.5.4", rules = "R76")
    void externalInTheClearNeedsEncryption() {
        try (ClientWorld lenient = new ClientWorld("c2s.require-tls = false")) {
            WiredClient client = lenient.connect().sends(Script.header());
            assertThat(Script.outcome(external(client, ""))).isEqualTo("failure encryption-required");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', juliet@capulet.lit, ''",
        "'', JULIET@capulet.lit, ''",
        "'', juliet@capulet.lit, juliet@capulet.lit",
        "'', juliet@capulet.lit juliet@montague.lit, ''",
        "'', romeo@capulet.lit juliet@capulet.lit, juliet@capulet.lit",
        "'', romeo@capulet.lit juliet@capulet.lit, Juliet@Capulet.lit",
        "juliet@capulet.lit, romeo@capulet.lit juliet@capulet.lit, ''",
        "juliet@capulet.lit/balcony, romeo@capulet.lit juliet@capulet.lit, ''",
    })
    @Section(
            value = "13.7.2.2.1",
            rules = {"R78", "R141"})
    void theSessionIsForTheAccountOfTheCertificate(String from, String addresses, String authzid) {
        WiredClient client = external(shows(from, addresses.split(" ")), authzid);
        assertThat(Script.outcome(client)).isEqualTo("success");
        assertThat(boundAs(client)).isEqualTo("juliet@capulet.lit/balcony");
    }

    @ParameterizedTest
    @CsvSource({
        "'', juliet@capulet.lit, romeo@capulet.lit, invalid-authzid",
        "'', juliet@capulet.lit, juliet@capulet.lit/x, invalid-authzid",
        "'', juliet@capulet.lit, juliet, invalid-authzid",
        "'', juliet@capulet.lit, @@, invalid-authzid",
        "'', juliet@capulet.lit juliet@montague.lit, juliet@montague.lit, invalid-authzid",
        "'', romeo@capulet.lit juliet@capulet.lit, '', invalid-authzid",
        "paris@capulet.lit, romeo@capulet.lit juliet@capulet.lit, '', invalid-authzid",
        "'', paris@capulet.lit, '', not-authorized"
    })
    @Section(
            value = "6.5.6",
            rules = {"R78", "R84", "R141"})
    void whatTheCertificateDoesNotSayIsRefused(String from, String addresses, String authzid, String condition) {
        WiredClient client = external(shows(from, addresses.split(" ")), authzid);
        assertThat(Script.outcome(client)).isEqualTo("failure " + condition);
        if (from.isEmpty()) {
            Script.logIn(client, "juliet"); // with a password, on the same stream
        }
    }

    @Test
    @Section(value = "6.5.2", rules = "R78")
    void aDisabledAccountIsToldSo() {
        Jid juliet = Jid.valueOf("juliet@capulet.lit");
        world.stores.accounts().update(juliet, known -> known.disabled(true));
        assertThat(Script.outcome(external(shows("", "juliet@capulet.lit"), "")))
                .isEqualTo("failure account-disabled");
    }

    @Test
    @Section(value = "6.4.2", rules = "R78")
    void withoutAnInitialResponseTheServerAsks() {
        WiredClient client = shows("", "juliet@capulet.lit");
        Script.forget(client);
        client.sends(Script.auth("EXTERNAL", ""));
        assertThat(Script.outcome(client)).isEqualTo("challenge");
        client.sends(Script.response("="));
        assertThat(Script.outcome(client)).isEqualTo("success");
    }

    @Test
    @Section(value = "6.4.6", rules = "R91")
    void whoClaimsToBeSomebodyElseIsLeft() {
        WiredClient client = external(shows("romeo@capulet.lit", "juliet@capulet.lit"), "");
        assertThat(Script.outcome(client)).isEqualTo("end invalid-from");
    }

    @Test
    @Section(
            value = "13.7.2.3",
            rules = {"R44", "R142"})
    void theEndOfTheCertificateEndsTheStream() {
        WiredClient client = external(shows("", "juliet@capulet.lit"), "");
        boundAs(client);
        Script.forget(client);

        time.passes(Duration.between(time.instant(), end).minusMillis(1), () -> {});
        assertThat(client.order).isEmpty();
        time.passes(Duration.ofSeconds(1), () -> {});

        assertThat(Script.outcome(client)).isEqualTo("end reset");
        assertThat(world.routing().sessions().find(Jid.valueOf("juliet@capulet.lit/balcony")))
                .isEmpty();
        assertThat(time.pending()).isZero();
    }

    @Test
    @Section(
            value = "13.7.2.3",
            rules = {"R44", "R142"})
    void revocationEndsTheStream() {
        WiredClient client = external(shows("", "juliet@capulet.lit"), "");
        boundAs(client);
        Script.forget(client);
        time.passes(Duration.ofHours(5), () -> {});
        assertThat(client.order).isEmpty();

        isTrusted.set(false);
        time.passes(Duration.ofMinutes(1), () -> {});

        assertThat(Script.outcome(client)).isEqualTo("end reset");
    }

    @Test
    void aStreamThatIsGoneIsNotWatched() {
        WiredClient client = external(shows("", "juliet@capulet.lit"), "");
        assertThat(time.pending()).isEqualTo(1);
        client.breaks();
        assertThat(time.pending()).isZero();
    }

    @Test
    @Section(value = "13.7.2.3", rules = "R142")
    void whoLoggedInWithAPasswordDoesNotDependOnTheCertificate() {
        WiredClient client = shows("", "juliet@capulet.lit");
        Script.logIn(client, "juliet");
        boundAs(client);
        Script.forget(client);
        isTrusted.set(false);
        time.passes(Duration.ofDays(10), () -> {});
        assertThat(client.order).isEmpty();
    }
}
