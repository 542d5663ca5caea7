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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ids under which messages are archived, on the wire (XEP-0359). */
@XmppTest(features = {"delivery", "offline", "archive", "blocking", "carbons"})
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
        List<List<String>> seen = new ArrayList<>();
        ArchiveIds ids = server.provided(ArchiveIds.class);
        server.routing()
                .chains()
                .of(Flow.OUTBOUND, Stanza.Kind.MESSAGE)
                .add(Phase.OBSERVE, "test", (stanza, origin) -> {
                    assertThat(stanza.xml().child("urn:xmpp:sid:0", "stanza-id"))
                            .isEmpty();
                    seen.add(stanzaIds(ids.asSent((Message) stanza).xml(), ROMEO));
                    return Verdict.pass();
                });
        romeo.sends(chat(JULIET, "x")).sends("<message type='headline' to='%s'/>".formatted(JULIET));

        assertThat(seen).containsExactly(all(romeo).ids(), List.of());
    }

    /** Whoever has a message has it under one id, whichever way it came: then a client shows it once. */
    @Test
    @Section("3.5")
    void everyCopyOfAMessageHasTheIdOfItsAccount(TestServer server) {
        TestClient balcony = juliet(server);
        TestClient chamber = withCarbons(server, JULIET + "/chamber");
        TestClient orchard = romeo(server);
        TestClient window = withCarbons(server, ROMEO + "/window");
        balcony.received();
        orchard.sends(chat(JULIET + "/balcony", "one")).sends(chat(JULIET, "two"));

        List<String> hers = all(balcony).ids();
        List<String> his = all(orchard).ids();
        assertThat(hers).hasSize(2).doesNotContainAnyElementsOf(his);
        assertThat(idsOfAll(chamber, "received", JULIET)).isEqualTo(hers);
        assertThat(idsOfAll(window, "sent", ROMEO)).isEqualTo(his);
    }

    private static TestClient withCarbons(TestServer server, String fullJid) {
        TestClient client = server.connect(fullJid).available();
        client.sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>")
                .received();
        return client;
    }

    /** The account's ids on messages and on messages in copies; of nobody else's. */
    private static List<String> idsOfAll(TestClient client, String direction, String account) {
        return messages(client).stream()
                .map(message -> message.child("urn:xmpp:carbons:2", direction)
                        .map(copy -> copy.child("urn:xmpp:forward:0", "forwarded")
                                .flatMap(forwarded -> forwarded.child("jabber:client", "message"))
                                .orElseThrow())
                        .orElse(message))
                .peek(message -> assertThat(message.children("urn:xmpp:sid:0", "stanza-id"))
                        .hasSize(1))
                .flatMap(message -> stanzaIds(message, account).stream())
                .toList();
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
