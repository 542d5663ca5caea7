package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.chat;
import static im.regent.im.archive.Archives.messages;
import static im.regent.im.archive.Archives.stanzaIds;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.im.api.ArchiveIds;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ids under which messages are archived, on the wire (XEP-0359). */
@XmppTest(features = {"delivery", "offline", "archive", "blocking"})
@Spec(xep = 313, version = "1.1.3")
class StanzaIdsTest {
    private static final String JULIET = "juliet@capulet.lit";
    private static final String ROMEO = "romeo@capulet.lit";

    private static TestClient juliet(TestServer server) {
        return server.connect(JULIET + "/balcony").available();
    }

    private static TestClient romeo(TestServer server) {
        return server.connect(ROMEO + "/orchard").available();
    }

    @Test
    @Section("3.5")
    void forgedIdsAreTakenOutHoweverTheyAreSpelledAndOthersStay(TestServer server) {
        TestClient juliet = juliet(server);
        String forged = "<stanza-id xmlns='urn:xmpp:sid:0' id='forged' by='%s'/>";
        String ids = forged.formatted(JULIET)
                + forged.formatted("JULIET@Capulet.LIT")
                + forged.formatted(JULIET)
                + forged.formatted("room@muc.capulet.lit")
                + forged.formatted("@@")
                + forged.formatted(ROMEO);
        TestClient romeo = romeo(server);
        for (String type : List.of("chat", "headline", "error", "groupchat")) {
            romeo.sends("<message type='%s' to='%s/balcony'><body>x</body>%s</message>".formatted(type, JULIET, ids));
        }

        assertThat(messages(juliet)).hasSize(4).allSatisfy(message -> {
            assertThat(message.children("urn:xmpp:sid:0", "stanza-id"))
                    .extracting(id -> id.attribute("by", ""))
                    .contains("room@muc.capulet.lit", "@@")
                    .doesNotContain(ROMEO)
                    .doesNotContain("JULIET@Capulet.LIT");
            assertThat(stanzaIds(message, JULIET)).doesNotContain("forged");
        });
    }

    @Test
    @Section("3.5")
    void copiesForTheSendersOwnClientsCanCarryItsIdAndTheMessageDoesNot(TestServer server) {
        juliet(server);
        TestClient romeo = romeo(server);
        List<Optional<String>> seen = new ArrayList<>();
        ArchiveIds ids = server.provided(ArchiveIds.class);
        server.routing()
                .chains()
                .of(Flow.OUTBOUND, Stanza.Kind.MESSAGE)
                .add(Phase.OBSERVE, "test", (stanza, origin) -> {
                    assertThat(stanza.xml().child("urn:xmpp:sid:0", "stanza-id"))
                            .isEmpty();
                    seen.add(ids.ofSent((Message) stanza));
                    return Verdict.pass();
                });
        romeo.sends(chat(JULIET, "x")).sends("<message type='headline' to='%s'/>".formatted(JULIET));

        assertThat(seen).containsExactly(Optional.of(all(romeo).ids().get(0)), Optional.empty());
    }

    @Test
    @Section("6.2")
    void idsSayNothing(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        IntStream.range(0, 40).forEach(i -> romeo.sends(chat(JULIET, "x")));

        List<String> ids = all(juliet).ids();
        assertThat(ids)
                .hasSize(40)
                .doesNotHaveDuplicates()
                .isNotEqualTo(ids.stream().sorted().toList());
        assertThat(ids).allSatisfy(id -> assertThat(id).matches("[A-Za-z0-9_-]{22}"));
        assertThat(ids.stream().map(id -> id.substring(0, 8))).doesNotHaveDuplicates();
    }
}
