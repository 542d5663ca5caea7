package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.roster.packet.RosterPacket.ItemType;
import org.jivesoftware.smack.sasl.SASLErrorException;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smackx.delay.packet.DelayInformation;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.jivesoftware.smackx.iqversion.VersionManager;
import org.jivesoftware.smackx.ping.PingManager;
import org.jivesoftware.smackx.time.EntityTimeManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jxmpp.jid.impl.JidCreate;

@Spec(rfc = 6121)
@ExtendWith(LoopWatch.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmackTest {
    private static final String ALICE = "alice@localhost";
    private static final String BOB = "bob@localhost";

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
    @Section(value = "5", rules = "R219")
    void contactsSeeEachOtherAndChatBothWays() throws Exception {
        try (SmackUser alice = SmackUser.login(server, "alice");
                SmackUser bob = SmackUser.login(server, "bob")) {
            alice.awaitPresence(BOB, true);
            bob.awaitPresence(ALICE, true);

            alice.says(BOB, "But soft!");
            Message heard = bob.hears();
            assertThat(heard.getBody()).isEqualTo("But soft!");
            assertThat(heard.getFrom().toString()).isEqualTo(ALICE + "/smack");
            bob.says(ALICE, "What light?");
            assertThat(alice.hears().getBody()).isEqualTo("What light?");

            bob.connection().disconnect();
            alice.awaitPresence(BOB, false);
        }
    }

    @Test
    @Section(value = "8.5.2.2.1", rules = "R230")
    void messagesToSomebodyOfflineComeLaterOnceAndInOrder() throws Exception {
        try (SmackUser alice = SmackUser.login(server, "alice")) {
            for (int i = 1; i <= 5; i++) {
                alice.says("admin@localhost", "kept " + i);
            }
            // The answer to a later request says that the messages before it were taken.
            assertThat(PingManager.getInstanceFor(alice.connection()).pingMyServer())
                    .isTrue();
        }
        try (SmackUser admin = SmackUser.login(server, "admin")) {
            for (int i = 1; i <= 5; i++) {
                Message kept = admin.hears();
                assertThat(kept.getBody()).isEqualTo("kept " + i);
                assertThat(DelayInformation.from(kept)).isNotNull();
            }
        }
        try (SmackUser admin = SmackUser.login(server, "admin")) {
            assertThat(PingManager.getInstanceFor(admin.connection()).pingMyServer())
                    .isTrue();
            assertThat(admin.heardNothingElse()).isTrue();
        }
    }

    @Test
    @Section(
            value = "3.1",
            rules = {"R171", "R177", "R179", "R160"})
    void contactsLeaveEachOtherAndMeetAgain() throws Exception {
        try (SmackUser bob = SmackUser.login(server, "bob");
                SmackUser admin = SmackUser.login(server, "admin")) {
            var adminJid = JidCreate.bareFrom("admin@localhost");
            bob.roster().removeEntry(bob.roster().getEntry(adminJid));
            await().atMost(Duration.ofSeconds(10)).until(() -> bob.roster().getEntry(adminJid) == null);

            // Smack accepts what others ask for, but does not ask back by itself.
            bob.roster().createItemAndRequestSubscription(adminJid, "The boss", new String[] {"Work"});
            awaitType(bob, "admin@localhost", ItemType.to);
            admin.roster().createItemAndRequestSubscription(JidCreate.bareFrom(BOB), "Bob", new String[0]);
            awaitType(bob, "admin@localhost", ItemType.both);
            awaitType(admin, BOB, ItemType.both);
            assertThat(bob.roster().getEntry(adminJid).getName()).isEqualTo("The boss");
            bob.awaitPresence("admin@localhost", true);
            admin.awaitPresence(BOB, true);
        }
    }

    private static void awaitType(SmackUser user, String contact, ItemType type) throws Exception {
        var jid = JidCreate.bareFrom(contact);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            var entry = user.roster().getEntry(jid);
            return entry != null && entry.getType() == type;
        });
    }

    @Test
    @Spec(rfc = 6120)
    @Section(value = "6.5.10", rules = "R88")
    void wrongPasswordIsRefused() throws Exception {
        XMPPTCPConnection connection = SmackUser.client(server, "alice", "wrong", "SCRAM-SHA-1");
        connection.connect();
        assertThatThrownBy(connection::login)
                .isInstanceOf(SASLErrorException.class)
                .hasMessageContaining("not-authorized");
        connection.disconnect();
    }

    @ParameterizedTest
    // Its SCRAM-SHA-1-PLUS takes the kind of the certificate's key for the name of a hash function, and cannot be used.
    @ValueSource(strings = {"SCRAM-SHA-1", "PLAIN"})
    @Spec(rfc = 6120)
    @Section(
            value = "13.8",
            rules = {"R78", "R93"})
    void everyMechanismOfSmackLogsInInsideTls(String mechanism) throws Exception {
        XMPPTCPConnection connection = SmackUser.client(server, "alice", server.secret(ALICE), mechanism);
        connection.connect();
        connection.login();
        assertThat(connection.isAuthenticated()).isTrue();
        assertThat(connection.isSecureConnection()).isTrue();
        assertThat(connection.getUsedSaslMechansism()).isEqualTo(mechanism);
        connection.disconnect();
    }

    @Test
    @Spec(rfc = 6120)
    @Section(value = "7.6", rules = "R97")
    void resourcesOfTheServerAreRandom() throws Exception {
        Set<String> resources = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            XMPPTCPConnection connection = SmackUser.client(server, "alice", server.secret(ALICE), "SCRAM-SHA-1", "");
            connection.connect();
            connection.login();
            resources.add(connection.getUser().getResourcepart().toString());
            connection.disconnect();
        }
        // 128 random bits are 22 characters of base64.
        assertThat(resources).hasSize(4).allMatch(resource -> resource.matches("[A-Za-z0-9_-]{22,}"));
    }

    @Test
    void serverAnswersDiscoPingVersionAndTime() throws Exception {
        try (SmackUser alice = SmackUser.login(server, "alice")) {
            var host = JidCreate.domainBareFrom("localhost");
            assertThat(PingManager.getInstanceFor(alice.connection()).ping(host))
                    .isTrue();
            var info =
                    ServiceDiscoveryManager.getInstanceFor(alice.connection()).discoverInfo(host);
            assertThat(info.hasIdentity("server", "im")).isTrue();
            assertThat(info.containsFeature("urn:xmpp:ping")).isTrue();
            assertThat(VersionManager.getInstanceFor(alice.connection())
                            .getVersion(host)
                            .getName())
                    .isEqualTo("Regent");
            assertThat(EntityTimeManager.getInstanceFor(alice.connection()).getTime(host))
                    .isNotNull();
        }
    }
}
