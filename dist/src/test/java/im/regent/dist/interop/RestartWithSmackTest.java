package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.dist.cli.Commands;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.Stanza;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smackx.ping.PingManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that others wrote go on with their sessions after the server was restarted, over real sockets and a real database. */
@Spec(xep = 198, version = "1.6.3")
@Section("5")
@ExtendWith(LoopWatch.class)
class RestartWithSmackTest {
    private static final String ALICE = "alice@localhost";
    private static final String BOB = "bob@localhost";
    private static final int ROUNDS = 3;
    private static final int MESSAGES = 20;

    @TempDir
    private Path directory;

    private static boolean isEnd(Stanza stanza) {
        return stanza instanceof Presence presence && presence.getType() == Presence.Type.unavailable;
    }

    private static void comesBack(SmackUser user) throws Exception {
        XMPPTCPConnection connection = user.connection();
        await().until(() -> !connection.isConnected());
        connection.connect();
        connection.login();
        assertThat(connection.streamWasResumed()).isTrue();
    }

    /** The server is asked to stop (SIGTERM) and started again, over and over; one of the two is away each time. */
    @Test
    @Timeout(120)
    void nothingIsLostAndNothingComesTwiceWhenTheServerIsRestarted() throws Exception {
        ChildServer child = new ChildServer(directory);
        int port = child.demo().address("c2s").getPort();
        try (SmackUser alice = SmackUser.loginManaged(child.demo(), "alice", "phone");
                SmackUser bob = SmackUser.loginManaged(child.demo(), "bob", "desk")) {
            alice.awaitPresence(BOB, true);
            bob.awaitPresence(ALICE, true);
            List<Stanza> ends = new CopyOnWriteArrayList<>();
            bob.connection().addSyncStanzaListener(ends::add, RestartWithSmackTest::isEnd);
            List<String> said = new ArrayList<>();
            List<String> heard = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < MESSAGES; i++) {
                    said.add(round + "-" + i);
                    bob.says(ALICE, round + "-" + i);
                    if (i == MESSAGES / 2) {
                        alice.connection().instantShutdown();
                    }
                }
                child.terminate();
                assertThat(child.exitCode()).isZero();
                child = new ChildServer(directory, port);
                comesBack(bob);
                bob.says(ALICE, round + "-after");
                said.add(round + "-after");
                comesBack(alice);
                for (int i = 0; i <= MESSAGES; i++) {
                    heard.add(alice.hears().getBody());
                }
                alice.says(BOB, "still here " + round);
                assertThat(bob.hears().getBody()).isEqualTo("still here " + round);
            }
            assertThat(heard).isEqualTo(said);
            assertThat(alice.heardNothingElse()).isTrue();
            assertThat(ends).isEmpty();
        } finally {
            child.close();
        }
    }

    @Test
    @Timeout(120)
    void whoEndsWithTheServerIsSeenToGo() throws Exception {
        ChildServer child = new ChildServer(directory);
        int port = child.demo().address("c2s").getPort();
        try (SmackUser alice = SmackUser.loginManaged(child.demo(), "alice", "phone");
                SmackUser bob = SmackUser.login(child.demo(), "bob")) {
            alice.awaitPresence(BOB, true);
            bob.awaitPresence(ALICE, true);
            child.terminate();
            assertThat(child.exitCode()).isZero();
            child = new ChildServer(directory, port);
            comesBack(alice);
            alice.awaitPresence(BOB, false);
        } finally {
            child.close();
        }
    }

    private void user(String command) {
        assertThat(Commands.run(
                                "user",
                                command,
                                "alice",
                                "--data",
                                directory.resolve("demo").toString())
                        .exitCode())
                .isZero();
    }

    @Test
    @Timeout(120)
    void whoMayNotComeBackIsSeenToGoAndLosesNothing() throws Exception {
        ChildServer child = new ChildServer(directory);
        int port = child.demo().address("c2s").getPort();
        try (SmackUser alice = SmackUser.loginManaged(child.demo(), "alice", "phone");
                SmackUser bob = SmackUser.loginManaged(child.demo(), "bob", "desk")) {
            bob.awaitPresence(ALICE, true);
            alice.connection().instantShutdown();
            bob.says(ALICE, "one");
            bob.says(ALICE, "two");
            assertThat(PingManager.getInstanceFor(bob.connection()).pingMyServer())
                    .isTrue();
            child.terminate();
            assertThat(child.exitCode()).isZero();
            user("disable");
            child = new ChildServer(directory, port);
            comesBack(bob);
            bob.awaitPresence(ALICE, false);
            user("enable");
            try (SmackUser later = SmackUser.login(child.demo(), "alice")) {
                assertThat(later.hears().getBody()).isEqualTo("one");
                assertThat(later.hears().getBody()).isEqualTo("two");
                assertThat(later.heardNothingElse()).isTrue();
            }
        } finally {
            child.close();
        }
    }

    @Test
    @Timeout(120)
    void afterAKillClientsLogInAnew() throws Exception {
        ChildServer child = new ChildServer(directory);
        int port = child.demo().address("c2s").getPort();
        try (SmackUser alice = SmackUser.loginManaged(child.demo(), "alice", "phone")) {
            XMPPTCPConnection phone = alice.connection();
            child.kill();
            child.exitCode();
            child = new ChildServer(directory, port);
            await().until(() -> !phone.isConnected());
            phone.connect();
            phone.login();
            assertThat(phone.streamWasResumed()).isFalse();
            assertThat(PingManager.getInstanceFor(phone).pingMyServer()).isTrue();
        } finally {
            child.close();
        }
    }
}
