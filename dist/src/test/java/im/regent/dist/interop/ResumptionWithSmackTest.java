package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smackx.carbons.CarbonManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client that others wrote loses its connection and comes back, over real sockets. */
@Spec(xep = 198, version = "1.6.3")
@ExtendWith(LoopWatch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumptionWithSmackTest {
    private static final String ALICE = "alice@localhost";
    private static final int ROUNDS = 10;
    private static final int MESSAGES = 20;

    private DemoServer server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = new DemoServer(directory);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Section("5")
    void nothingIsLostAndNothingComesTwiceWhenAConnectionBreaks() throws Exception {
        try (SmackUser alice = SmackUser.loginManaged(server, "alice", "phone");
                SmackUser bob = SmackUser.login(server, "bob")) {
            XMPPTCPConnection phone = alice.connection();
            assertThat(phone.isSmEnabled()).isTrue();
            bob.awaitPresence(ALICE, true);
            List<String> said = new ArrayList<>();
            List<String> heard = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < MESSAGES; i++) {
                    said.add(round + "-" + i);
                    bob.says(ALICE, round + "-" + i);
                    if (i == MESSAGES / 2) {
                        phone.instantShutdown();
                    }
                }
                phone.connect();
                phone.login();
                assertThat(phone.streamWasResumed()).isTrue();
                for (int i = 0; i < MESSAGES; i++) {
                    heard.add(alice.hears().getBody());
                }
            }
            assertThat(heard).isEqualTo(said);
            alice.says("bob@localhost", "still here");
            assertThat(bob.hears().getBody()).isEqualTo("still here");
        }
    }

    @Test
    @Spec(xep = 280, version = "1.0.1")
    @Section("6")
    void otherDevicesHearBothSides() throws Exception {
        try (SmackUser phone = SmackUser.loginManaged(server, "alice", "phone2");
                SmackUser laptop = SmackUser.loginManaged(server, "alice", "laptop");
                SmackUser bob = SmackUser.login(server, "bob")) {
            List<String> copies = new CopyOnWriteArrayList<>();
            CarbonManager carbons = CarbonManager.getInstanceFor(laptop.connection());
            assertThat(carbons.isSupportedByServer()).isTrue();
            carbons.enableCarbons();
            carbons.addCarbonCopyReceivedListener(
                    (direction, message, wrapper) -> copies.add(direction + " " + message.getBody()));
            bob.says(ALICE + "/phone2", "to the phone");
            assertThat(phone.hears().getBody()).isEqualTo("to the phone");
            phone.says("bob@localhost", "from the phone");
            assertThat(bob.hears().getBody()).isEqualTo("from the phone");
            // Smack hands copies to threads of a pool.
            await().untilAsserted(() ->
                    assertThat(copies).containsExactlyInAnyOrder("received to the phone", "sent from the phone"));
        }
    }
}
