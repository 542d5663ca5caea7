package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.dist.cli.Commands;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jivesoftware.smack.ConnectionListener;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts are disabled, enabled, and their passwords expire, by commands while the server runs. */
@Spec(rfc = 6120)
@ExtendWith(LoopWatch.class)
class AccountStateTest {
    @TempDir
    Path directory;

    private static Commands.Outcome user(DemoServer server, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "user";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--data";
        all[words.length + 2] = server.data().toString();
        return Commands.runWith("a new password\n", all);
    }

    @Test
    @Section(value = "6.5.2", rules = "R83")
    void sessionsOfADisabledAccountEndAtOnceAndNobodyLogsInUntilItIsEnabled() throws Exception {
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice");
                SmackUser bob = SmackUser.login(server, "bob")) {
            BlockingQueue<Exception> ends = new LinkedBlockingQueue<>();
            alice.connection().addConnectionListener(new ConnectionListener() {
                @Override
                public void connectionClosedOnError(Exception e) {
                    ends.add(e);
                }
            });

            assertThat(user(server, "disable", "alice").out()).isEqualToIgnoringNewLines("disabled alice@localhost");

            assertThat(ends.poll(10, TimeUnit.SECONDS)).hasMessageContaining("not-authorized");
            assertThat(PingManager.getInstanceFor(bob.connection()).pingMyServer())
                    .isTrue();
            assertThat(SmackUser.attempt(server, "alice", "SCRAM-SHA-1")).isEqualTo("account-disabled");
            assertThat(user(server, "show", "alice").out()).contains("disabled", "sessions  none");

            assertThat(user(server, "enable", "alice").out()).isEqualToIgnoringNewLines("enabled alice@localhost");
            assertThat(SmackUser.attempt(server, "alice", "SCRAM-SHA-1")).isEqualTo("success");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "PLAIN"})
    @Section(value = "6.5.3", rules = "R83")
    void expiredPasswordIsRefusedUntilItIsChangedAndSessionsGoOnUntilThen(String mechanism) throws Exception {
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice")) {
            assertThat(user(server, "expire", "alice").out())
                    .isEqualToIgnoringNewLines("expired the password of alice@localhost");

            assertThat(PingManager.getInstanceFor(alice.connection()).pingMyServer())
                    .isTrue();
            assertThat(SmackUser.attempt(server, "alice", mechanism)).isEqualTo("credentials-expired");
            assertThat(user(server, "show", "alice").out()).contains("enabled", "expired: SCRAM-SHA-");

            assertThat(user(server, "passwd", "alice", "--password-stdin").exitCode())
                    .isZero();
            // Whoever knew the old one only is not there any more.
            assertThat(user(server, "show", "alice").out()).containsPattern("sessions\\s+none");
            assertThat(SmackUser.attempt(server, "alice", mechanism)).isEqualTo("success");
        }
    }

    @Test
    void theStateOutlivesTheServerAndCanBeChangedWithoutOne() throws Exception {
        DemoServer stopped;
        try (DemoServer server = new DemoServer(directory)) {
            user(server, "expire", "alice");
            stopped = server;
        }
        assertThat(user(stopped, "disable", "alice").exitCode()).isZero();
        assertThat(user(stopped, "passwd", "alice", "--password-stdin").exitCode())
                .isZero();
        try (DemoServer server = new DemoServer(directory)) {
            assertThat(user(server, "show", "alice").out()).contains("disabled").doesNotContain("expired");
            assertThat(SmackUser.attempt(server, "alice", "SCRAM-SHA-1")).isEqualTo("account-disabled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "enable", "expire"})
    void anAccountThatDoesNotExistIsNamedInTheFailure(String command) {
        try (DemoServer server = new DemoServer(directory)) {
            Commands.Outcome outcome = user(server, command, "nobody");
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("there is no account nobody@localhost")
                    .hasLineCount(1);
        }
    }
}
