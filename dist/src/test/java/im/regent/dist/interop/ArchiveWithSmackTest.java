package im.regent.dist.interop;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smackx.mam.MamManager;
import org.jivesoftware.smackx.mam.MamManager.MamQuery;
import org.jivesoftware.smackx.mam.MamManager.MamQueryArgs;
import org.jivesoftware.smackx.mam.element.MamElements.MamResultExtension;
import org.jivesoftware.smackx.sid.element.StanzaIdElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;

/** A client that others wrote reads its archive, on a server that is started again with the same database file. */
@Spec(xep = 313, version = "1.1.3")
@ExtendWith(LoopWatch.class)
class ArchiveWithSmackTest {
    private static final String ALICE = "alice@localhost";
    private static final String BOB = "bob@localhost";

    private static List<String> bodies(MamQuery query) {
        return query.getMessages().stream().map(Message::getBody).toList();
    }

    private static List<String> ids(MamQuery query) {
        return query.getMamResultExtensions().stream()
                .map(MamResultExtension::getId)
                .toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    private static MamQueryArgs withBob(int size) throws Exception {
        Jid bob = JidCreate.from(BOB);
        return MamQueryArgs.builder()
                .limitResultsToJid(bob)
                .setResultPageSizeTo(size)
                .build();
    }

    /** Smack has to ask before it uses an archive: from the answer it knows the version. */
    private static MamManager archive(SmackUser user) throws Exception {
        MamManager archive = MamManager.getInstanceFor(user.connection());
        assertThat(archive.isSupported()).isTrue();
        return archive;
    }

    @Test
    @Section("4.3.2")
    void archiveIsPagedThroughAndOutlivesTheServer(@TempDir Path directory) throws Exception {
        List<String> delivered = new ArrayList<>();
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice");
                SmackUser bob = SmackUser.login(server, "bob")) {
            bob.awaitPresence(ALICE, true);
            for (String number : numbers(0, 10)) {
                bob.says(ALICE, number);
                delivered.add(StanzaIdElement.getStanzaId(alice.hears()).getId());
            }
            alice.says(BOB, "ten");
            bob.hears();
            MamManager mam = archive(alice);

            List<String> fetched = new ArrayList<>();
            List<String> ids = new ArrayList<>();
            MamQuery query = mam.queryArchive(withBob(4));
            fetched.addAll(bodies(query));
            ids.addAll(ids(query));
            while (!query.isComplete()) {
                query.pageNext(4);
                fetched.addAll(bodies(query));
                ids.addAll(ids(query));
            }
            assertThat(fetched.subList(0, 10)).isEqualTo(numbers(0, 10));
            assertThat(fetched.subList(10, fetched.size())).containsExactly("ten");
            assertThat(ids.subList(0, 10)).isEqualTo(delivered);
        }
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice")) {
            MamManager mam = archive(alice);
            MamQuery last = mam.queryMostRecentPage(JidCreate.from(BOB), 3);
            assertThat(bodies(last)).containsExactly("8", "9", "ten");
            assertThat(ids(last).subList(0, 2)).isEqualTo(delivered.subList(8, 10));
            last.pagePrevious(2);
            assertThat(bodies(last)).containsExactly("6", "7");
        }
    }

    @Test
    @Section("6.1.1")
    void whatWasFetchedDoesNotComeFromTheOfflineStore(@TempDir Path directory) throws Exception {
        try (DemoServer server = new DemoServer(directory);
                SmackUser alice = SmackUser.login(server, "alice");
                SmackUser bob = SmackUser.login(server, "bob")) {
            bob.awaitPresence(ALICE, true);
            alice.becomes(Presence.Type.unavailable);
            bob.awaitPresence(ALICE, false);
            bob.says(ALICE, "while Alice was away");
            // Answered behind the message that was sent before it.
            archive(bob).retrieveFormFields();
            MamQuery all = archive(alice)
                    .queryArchive(MamQueryArgs.builder().setResultPageSizeTo(50).build());
            assertThat(bodies(all)).contains("while Alice was away");

            alice.becomes(Presence.Type.available);
            bob.awaitPresence(ALICE, true);
            bob.says(ALICE, "live");
            assertThat(alice.hears().getBody()).isEqualTo("live");
        }
    }
}
