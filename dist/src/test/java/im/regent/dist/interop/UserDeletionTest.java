package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.regent.dist.cli.Commands;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.time.Duration;
import org.jivesoftware.smack.roster.packet.RosterPacket.ItemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.impl.JidCreate;

/** What contacts see of an account that an operator deletes, and what a client is told of rosters after it logged in. */
@Spec(rfc = 6121)
@ExtendWith(LoopWatch.class)
class UserDeletionTest {
    @TempDir
    Path directory;

    private int delete(String account) {
        return Commands.run(
                        "user",
                        "delete",
                        account,
                        "--data",
                        directory.resolve("demo").toString())
                .exitCode();
    }

    private static ItemType subscription(SmackUser owner, String contact) throws Exception {
        return owner.roster().getEntry(JidCreate.bareFrom(contact)).getType();
    }

    @Test
    @Section(value = "2.5.2", rules = "R160")
    void aContactLosesItsSubscriptionsWhetherTheServerRunsOrNot() throws Exception {
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice")) {
            await().until(() -> subscription(alice, "bob@localhost") == ItemType.both);

            assertThat(delete("bob@localhost")).isZero();

            await().atMost(Duration.ofSeconds(10)).until(() -> subscription(alice, "bob@localhost") == ItemType.none);
            assertThat(subscription(alice, "admin@localhost")).isEqualTo(ItemType.both);
        }

        assertThat(delete("admin@localhost")).isZero();

        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice")) {
            await().until(() -> alice.roster().isLoaded());
            assertThat(subscription(alice, "admin@localhost")).isEqualTo(ItemType.none);
        }
    }

    @Test
    @Section(
            value = "2.6.1",
            rules = {"R164", "R186"})
    void versionsOfRostersAndApprovalInAdvanceAreOffered() throws Exception {
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice")) {
            assertThat(alice.connection().hasFeature("ver", "urn:xmpp:features:rosterver"))
                    .isTrue();
            assertThat(alice.connection().hasFeature("sub", "urn:xmpp:features:pre-approval"))
                    .isTrue();
        }
    }
}
