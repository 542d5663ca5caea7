package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.chat;
import static im.regent.im.archive.Archives.messages;
import static im.regent.im.archive.Archives.stanzaIds;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Message;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.im.api.ArchiveIds;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which messages get into an archive, and under which id. */
@XmppTest(features = {"delivery", "offline", "archive", "blocking"})
@Spec(xep = 313, version = "1.1.3")
class RecordingTest {
    private static final String JULIET = "juliet@capulet.lit";
    private static final String ROMEO = "romeo@capulet.lit";

    private static TestClient juliet(TestServer server) {
        return server.connect(JULIET + "/balcony").available();
    }

    private static TestClient romeo(TestServer server) {
        return server.connect(ROMEO + "/orchard").available();
    }

    private static Message message(TestClient client) {
        try {
            return (Message) Stanza.parse(messages(client).get(0));
        } catch (MalformedStanzaException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Section("3.5")
    void bothSidesArchiveAMessageEachUnderItsOwnIdAndOnlyTheReceiverIsToldItsOwn(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server).sends(chat(JULIET + "/balcony", "Call me but love"));

        Element delivered = messages(juliet).get(0);
        assertThat(delivered.children("urn:xmpp:sid:0", "stanza-id")).hasSize(1);
        Archives.Answer hers = all(juliet);
        Archives.Answer his = all(romeo);
        assertThat(hers.ids()).isEqualTo(stanzaIds(delivered, JULIET)).hasSize(1);
        assertThat(his.ids()).hasSize(1).doesNotContainAnyElementsOf(hers.ids());
        assertThat(his.bodies()).containsExactly("Call me but love");
        assertThat(hers.originals().get(0).attribute("from", "")).isEqualTo(ROMEO + "/orchard");
        assertThat(his.originals().get(0).attribute("to", "")).isEqualTo(JULIET + "/balcony");
    }

    @ParameterizedTest
    @CsvSource({
        "chat,      <body>x</body>,                                                       true",
        "normal,    <body>x</body>,                                                       true",
        "unheard,   <body>x</body>,                                                       true",
        "headline,  <body>x</body>,                                                       false",
        "groupchat, <body>x</body>,                                                       false",
        "error,     <body>x</body><store xmlns='urn:xmpp:hints'/>,                        false",
        "chat,      <active xmlns='http://jabber.org/protocol/chatstates'/>,              false",
        "chat,      <composing xmlns='http://jabber.org/protocol/chatstates'/><x xmlns='urn:x'/>, false",
        "chat,      <composing xmlns='http://jabber.org/protocol/chatstates'/><body>x</body>, true",
        "chat,      <received xmlns='urn:xmpp:receipts' id='1'/>,                         true",
        "normal,    <received xmlns='urn:xmpp:receipts' id='1'/>,                         true",
        "headline,  <received xmlns='urn:xmpp:receipts' id='1'/>,                         false",
        "groupchat, <displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>,                  false",
        "chat,      <request xmlns='urn:xmpp:receipts'/>,                                 false",
        "chat,      <received xmlns='urn:other' id='1'/>,                                 false",
        "chat,      <received xmlns='urn:xmpp:receipts' id='1'/><no-store xmlns='urn:xmpp:hints'/>, false",
        "chat,      <received xmlns='urn:xmpp:receipts'/><store xmlns='urn:xmpp:hints'/>, true",
        "chat,      <displayed xmlns='urn:xmpp:chat-markers:0' id='1'/>,                  true",
        "chat,      <received xmlns='urn:xmpp:chat-markers:0' id='1'/>,                   true",
        "chat,      <acknowledged xmlns='urn:xmpp:chat-markers:0' id='1'/>,               true",
        "chat,      <markable xmlns='urn:xmpp:chat-markers:0'/>,                          false",
        "chat,      <displayed xmlns='urn:xmpp:chat-markers:0'/><no-permanent-store xmlns='urn:xmpp:hints'/>, false",
        "chat,      <encrypted xmlns='urn:xmpp:omemo:2'/>,                                true",
        "chat,      <encrypted xmlns='eu.siacs.conversations.axolotl'/>,                  true",
        "chat,      <openpgp xmlns='urn:xmpp:openpgp:0'/>,                                true",
        "chat,      <x xmlns='urn:x'/><encryption xmlns='urn:xmpp:eme:0' namespace='urn:x'/>, true",
        "chat,      <encryption xmlns='urn:other'/>,                                      false",
        "chat,      <encrypted/>,                                                         false",
        "headline,  <encrypted xmlns='urn:xmpp:omemo:2'/><store xmlns='urn:xmpp:hints'/>, false",
        "groupchat, <body>x</body><store xmlns='urn:xmpp:hints'/>,                        false",
        "chat,      <body xmlns='urn:other'>x</body>,                                     false",
        "chat,      <body>x</body><no-store xmlns='urn:xmpp:hints'/>,                     false",
        "chat,      <body>x</body><no-permanent-store xmlns='urn:xmpp:hints'/>,           false",
        "chat,      <body>x</body><store xmlns='urn:xmpp:hints'/><no-store xmlns='urn:xmpp:hints'/>, false",
        "chat,      <body>x</body><no-store xmlns='urn:other'/>,                          true",
    })
    @Section("6.1.1")
    void whatIsArchived(String type, String content, boolean isArchived, TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo =
                romeo(server).sends("<message type='%s' to='%s/balcony'>%s</message>".formatted(type, JULIET, content));

        Element delivered = messages(juliet).get(0);
        assertThat(stanzaIds(delivered, JULIET)).hasSize(isArchived ? 1 : 0);
        assertThat(all(juliet).results()).hasSize(isArchived ? 1 : 0);
        assertThat(all(romeo).results()).hasSize(isArchived ? 1 : 0);
    }

    @Test
    @Section("6.1.1")
    void messageToSeveralResourcesIsArchivedOnceWithOneId(TestServer server) {
        TestClient balcony = juliet(server);
        TestClient chamber = server.connect(JULIET + "/chamber").available();
        balcony.received();
        romeo(server).sends(chat(JULIET, "x"));

        List<String> ids = all(balcony).ids();
        assertThat(ids).hasSize(1);
        assertThat(messages(chamber))
                .singleElement()
                .satisfies(message -> assertThat(stanzaIds(message, JULIET)).isEqualTo(ids));
    }

    @ParameterizedTest
    @CsvSource({"''", "to='juliet@capulet.lit'", "to='juliet@capulet.lit/chamber'", "to='juliet@capulet.lit/balcony'"})
    @Section("6.1.1")
    void messageToOneselfIsArchivedOnce(String to, TestServer server) {
        TestClient balcony = juliet(server);
        server.connect(JULIET + "/chamber").available();
        balcony.sends("<message type='chat' %s><body>note</body></message>".formatted(to));

        assertThat(all(balcony).bodies()).containsExactly("note");
    }

    @Test
    @Section("6.1")
    void whatTheReceiverRejectsIsOnlyInTheSendersArchive(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        juliet.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='%s'/></block></iq>"
                .formatted(ROMEO));
        romeo.received();
        romeo.sends(chat(JULIET, "blocked"));
        romeo.sends("<message to='%s/nowhere'><body>nobody there</body></message>".formatted("nurse@capulet.lit"));
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");

        assertThat(all(juliet).results()).isEmpty();
        assertThat(all(nurse).results()).isEmpty();
        assertThat(all(romeo).bodies()).containsExactly("blocked", "nobody there");
    }

    @Test
    @Section("6.1.1")
    void messageForAnAccountThatIsOfflineIsArchivedAndComesWithItsId(TestServer server) {
        server.account(JULIET);
        romeo(server).sends(chat(JULIET, "later"));
        TestClient juliet = server.connect(JULIET + "/balcony");
        juliet.sends("<presence/>");

        Element delivered = messages(juliet).get(0);
        assertThat(all(juliet).ids()).isEqualTo(stanzaIds(delivered, JULIET)).hasSize(1);
    }

    @Test
    @Section("6.1.1")
    void nothingIsKeptForAnAccountThatDoesNotExist(TestServer server) {
        romeo(server).sends(chat("nobody@capulet.lit", "x"));

        assertThat(all(server.connect("nobody@capulet.lit/here")).results()).isEmpty();
    }

    @Test
    @Section("3.4.1")
    void whoActsForAnAccountAndComponentsAreArchivedAlike(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        Jid from = Jid.valueOf(ROMEO);
        Message message = Message.to(Jid.valueOf(JULIET), Message.Type.CHAT)
                .withFrom(from)
                .plus(Element.text("jabber:client", "body", "on behalf"));
        server.routing().router().submit(message, ActingFor.unanswered(from, Runnable::run));
        server.settle();
        server.component("gateway.capulet.lit")
                .sends("<message type='chat' from='x@gateway.capulet.lit' to='%s'><body>from afar</body></message>"
                        .formatted(JULIET));
        romeo.sends(chat("x@gateway.capulet.lit", "there"));

        assertThat(all(juliet).bodies()).containsExactly("on behalf", "from afar");
        assertThat(all(romeo).bodies()).containsExactly("on behalf", "there");
    }

    @Test
    @Section("3.2")
    void resultsAreTheMessagesAsTheyWere(TestServer server) {
        TestClient juliet = juliet(server);
        romeo(server)
                .sends("<message xml:lang='it' type='chat' id='8a54s' to='juliet@capulet.lit/balcony'><body>x</body>"
                        + "<origin-id xmlns='urn:xmpp:sid:0' id='o'/><a xmlns='urn:a'><b c='d'>e</b></a></message>");

        Element delivered = messages(juliet).get(0);
        Element original = all(juliet).originals().get(0);
        assertThat(original.plus(delivered.child("urn:xmpp:sid:0", "stanza-id").orElseThrow()))
                .isEqualTo(delivered);
        assertThat(original.lang()).contains("it");
    }

    @Test
    @Section("3.3")
    void accountsThatAreDeletedTakeTheirArchiveWithThem(TestServer server) {
        TestClient juliet = juliet(server);
        romeo(server).sends(chat(JULIET, "secret"));
        juliet.losesConnection();
        server.stores().accounts().delete(Jid.valueOf(JULIET));
        server.settle();

        assertThat(all(juliet(server)).results()).isEmpty();
    }

    @Test
    @Section("6.1.1")
    void offlineMessagesCanTellWhatAClientHasFetched(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server).sends(chat(JULIET, "one"));
        Message one = message(juliet);
        romeo.sends(chat(JULIET, "two"));
        Message two = message(juliet);
        ArchiveIds ids = server.provided(ArchiveIds.class);
        Session session = server.routing().sessions().find(juliet.jid()).orElseThrow();

        assertThat(ids.hasFetched(session, one)).isFalse();
        Archives.ask(juliet, Archives.query(Archives.field("with", "nurse@capulet.lit"), ""));
        assertThat(ids.hasFetched(session, one)).as("it is not in there").isFalse();
        Archives.ask(juliet, Archives.query(Archives.field("with", ROMEO), Archives.paging("<max>1</max>")));
        assertThat(ids.hasFetched(session, one)).isTrue();
        assertThat(ids.hasFetched(session, two)).isFalse();
        assertThat(ids.hasFetched(session, (Message) one.without("urn:xmpp:sid:0", "stanza-id")))
                .isFalse();
    }

    @Test
    @Section("3.2")
    void oldMessagesAreDeletedWhenAClientComes(TestServer server) {
        TestClient romeo = romeo(server);
        server.account(JULIET);
        romeo.sends(chat(JULIET, "old"));
        server.clock().advance(Duration.ofDays(1825));
        romeo.sends(chat(JULIET, "new"));
        server.clock().advance(Duration.ofHours(1));

        assertThat(all(server.connect(JULIET + "/balcony")).bodies()).containsExactly("new");
    }
}
