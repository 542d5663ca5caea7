package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.List;
import org.jivesoftware.smackx.blocking.BlockingCommandManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;

/** A client that others wrote blocks, on a server that is started again with the same database file. */
@Spec(xep = 191, version = "1.3")
@ExtendWith(LoopWatch.class)
class BlockingWithSmackTest {
    private static final String ALICE = "alice@localhost";
    private static final String BOB = "bob@localhost";

    @Test
    @Section("3.3")
    void blockOutlivesTheServer(@TempDir Path directory) throws Exception {
        Jid bobsAddress = JidCreate.from(BOB);
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice");
                SmackUser bob = SmackUser.login(server, "bob")) {
            bob.awaitPresence(ALICE, true);
            BlockingCommandManager blocking = BlockingCommandManager.getInstanceFor(alice.connection());
            assertThat(blocking.isSupportedByServer()).isTrue();
            blocking.blockContacts(List.of(bobsAddress));
            bob.awaitPresence(ALICE, false);
        }
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice");
                SmackUser bob = SmackUser.login(server, "bob");
                SmackUser admin = SmackUser.login(server, "admin")) {
            BlockingCommandManager blocking = BlockingCommandManager.getInstanceFor(alice.connection());
            assertThat(blocking.getBlockList()).containsExactly(bobsAddress);
            admin.awaitPresence(ALICE, true);
            bob.says(ALICE, "Blocked");
            // Smack hears the refusal before the request that follows is answered, so the message has had its turn.
            BlockingCommandManager.getInstanceFor(bob.connection()).getBlockList();
            admin.says(ALICE, "Not blocked");
            assertThat(alice.hears().getBody()).isEqualTo("Not blocked");

            blocking.unblockAll();
            bob.awaitPresence(ALICE, true);
            bob.says(ALICE, "Free");
            assertThat(alice.hears().getBody()).isEqualTo("Free");
        }
    }
}
