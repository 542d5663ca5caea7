package im.regent.c2s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What guessing of passwords meets; XEP-0205 §3 wants no account to be locked. */
@Spec(xep = 205, version = "1.0.2")
class FailedLoginsTest {
    private static final String NO_DELAY = "c2s.failed-logins.delay = 0s";
    private static final String ONE_AT_ONCE = "c2s.failed-logins.undelayed = 1";
    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final TestTime time = new TestTime();

    /** A login whose proof is wrong for everybody; leaves the answer to be read. */
    private static WiredClient guess(WiredClient client, String user) {
        client.sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=" + user + ",r=abcdefgh")));
        String first =
                new String(Base64.getDecoder().decode(client.elements.remove().text()), UTF_8);
        String nonce = first.substring(0, first.indexOf(','));
        String proof = Base64.getEncoder().encodeToString(new byte[32]);
        return client.sends(Script.response(Script.base64("c=biws," + nonce + ",p=" + proof)));
    }

    private static WiredClient secured(ClientWorld world, String address) {
        return Script.secured(world).at(address);
    }

    private static void guessTwentyTimes(ClientWorld world, String address) {
        for (int i = 0; i < 20; i++) {
            WiredClient client = guess(secured(world, address), "user" + i);
            assertThat(Script.outcome(client)).isEqualTo("failure not-authorized");
            client.breaks();
        }
    }

    private static String login(ClientWorld world, String address, String user) {
        WiredClient client = secured(world, address);
        try {
            Script.logIn(client, user);
        } catch (RuntimeException | AssertionError e) {
            return client.isOver() ? "end" : "refused";
        }
        return Script.outcome(client);
    }

    @Test
    @Section("3")
    void addressThatFailsTwentyTimesIsRefusedForTenMinutesAndOthersAreNot() {
        try (ClientWorld world = new ClientWorld(NO_DELAY, time)) {
            guessTwentyTimes(world, HERE);
            WiredClient client =
                    secured(world, HERE).sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh")));
            assertThat(Script.outcome(client)).isEqualTo("failure not-authorized");
            assertThat(login(world, ELSEWHERE, "juliet")).isEqualTo("success");
            time.passes(Duration.ofMinutes(10).minusMillis(1), () -> {});
            client.sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh")));
            assertThat(Script.outcome(client)).isEqualTo("failure not-authorized");
            time.passes(Duration.ofMillis(1), () -> {});
            assertThat(login(world, HERE, "juliet")).isEqualTo("success");
        }
    }

    @Test
    @Section("3")
    void failuresOfMoreThanTenMinutesAgoAreForgotten() {
        try (ClientWorld world = new ClientWorld(NO_DELAY, time)) {
            for (int i = 0; i < 40; i++) {
                guess(secured(world, HERE), "juliet").breaks();
                time.passes(Duration.ofSeconds(32), () -> {});
            }
            assertThat(login(world, HERE, "juliet")).isEqualTo("success");
        }
    }

    @Test
    @Section("3")
    void whatIsNoGuessDoesNotCount() {
        try (ClientWorld world = new ClientWorld(NO_DELAY, time)) {
            for (int i = 0; i < 30; i++) {
                secured(world, HERE)
                        .sends(Script.auth("SCRAM-SHA-256", "!"))
                        .sends(Script.auth("X-NONE", "AAAA"))
                        .sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh")))
                        .sends("<abort xmlns='" + Script.SASL + "'/>")
                        .breaks();
            }
            assertThat(login(world, HERE, "juliet")).isEqualTo("success");
        }
    }

    @Test
    @Section("3")
    void accountThatIsGuessedAtStaysOpenForItsOwner() {
        try (ClientWorld world = new ClientWorld(ONE_AT_ONCE, time)) {
            for (int i = 0; i < 100; i++) {
                WiredClient guesser = guess(secured(world, "198.51.100." + i), "juliet");
                time.passes(Duration.ofSeconds(5), () -> {});
                assertThat(Script.outcome(guesser)).isEqualTo("failure not-authorized");
            }
            // At once, not after a delay.
            assertThat(login(world, HERE, "juliet")).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet", "nobody"})
    @Section("3")
    void failuresOfOneAccountAreAnsweredLaterAndLaterWhetherItExistsOrNot(String user) {
        try (ClientWorld world = new ClientWorld(ONE_AT_ONCE, time)) {
            assertThat(Script.outcome(guess(secured(world, HERE), user))).isEqualTo("failure not-authorized");
            for (int millis : new int[] {500, 1_000, 2_000, 4_000, 5_000, 5_000}) {
                WiredClient client = guess(secured(world, ELSEWHERE), user);
                time.passes(Duration.ofMillis(millis - 1), () -> {});
                assertThat(Script.outcome(client)).isEqualTo("silence");
                time.passes(Duration.ofMillis(1), () -> {});
                assertThat(Script.outcome(client)).isEqualTo("failure not-authorized");
            }
            assertThat(Script.outcome(guess(secured(world, HERE), "another"))).isEqualTo("failure not-authorized");
        }
    }

    @Test
    @Section("3")
    void whatFollowsAGuessWaitsForItsAnswer() {
        try (ClientWorld world = new ClientWorld(ONE_AT_ONCE, time)) {
            guess(secured(world, HERE), "juliet").breaks();
            WiredClient client = guess(secured(world, HERE), "juliet");
            client.sends(Script.auth("SCRAM-SHA-256", Script.base64("n,,n=juliet,r=abcdefgh")));
            assertThat(client.elements).isEmpty();
            time.passes(Duration.ofMillis(500), () -> {});
            assertThat(client.order).endsWith("failure", "challenge");
        }
    }

    @Test
    void connectionThatEndsBeforeTheAnswerLeavesNothing() {
        try (ClientWorld world = new ClientWorld(ONE_AT_ONCE, time)) {
            guess(secured(world, HERE), "juliet").breaks();
            WiredClient client = guess(secured(world, HERE), "juliet").breaks();
            time.passes(Duration.ofSeconds(5), () -> {});
            assertThat(client.order).endsWith("-");
        }
    }

    @Test
    @Section("3")
    void clientsThatTrySeveralMechanismsAreNotSlowedDownNorCounted() {
        try (ClientWorld world = new ClientWorld("", time)) {
            for (int i = 0; i < 30; i++) {
                WiredClient client = secured(world, HERE);
                for (int j = 0; j < 3; j++) {
                    assertThat(Script.outcome(guess(client, "juliet"))).isEqualTo("failure not-authorized");
                }
                Script.logIn(client, "juliet");
                assertThat(Script.outcome(client)).isEqualTo("success");
            }
        }
    }

    @Test
    @Section("3")
    void whoeverLogsInDoesNotCoverGuessesAtOthers() {
        try (ClientWorld world = new ClientWorld(NO_DELAY, time)) {
            for (int i = 0; i < 20; i++) {
                WiredClient client = guess(secured(world, HERE), "romeo");
                if (i < 19) {
                    Script.logIn(client, "juliet");
                }
            }
            assertThat(login(world, HERE, "juliet")).isEqualTo("refused");
        }
    }
}
