package im.regent.im.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Message;
import im.regent.core.store.Codec;
import im.regent.core.store.MemoryStores;
import im.regent.core.xml.Element;
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

@XmppTest(
        features = {"delivery", "offline"},
        config = "features.offline.max-messages = 120")
@Spec(xep = 160, version = "1.0.1")
class OfflineTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private static List<String> bodies(TestClient client) {
        return client.received().stream()
                .filter(element -> element.localName().equals("message"))
                .map(message -> message.child("jabber:client", "body")
                        .map(Element::text)
                        .orElse(""))
                .toList();
    }

    private static int kept(TestServer server) {
        var count = server.stores()
                .journal("offline", new MessageCodec())
                .count(JULIET)
                .toCompletableFuture();
        server.settle();
        return count.join();
    }

    private static TestClient romeo(TestServer server) {
        server.account("juliet@capulet.lit");
        return server.connect("romeo@capulet.lit/orchard");
    }

    private static void say(TestClient romeo, int from, int to) {
        for (int i = from; i < to; i++) {
            romeo.sends(
                    "<message type='chat' id='m%d' to='juliet@capulet.lit'><body>%d</body></message>".formatted(i, i));
        }
    }

    private static List<String> numbers(int from, int to) {
        return java.util.stream.IntStream.range(from, to)
                .mapToObj(String::valueOf)
                .toList();
    }

    @Test
    @Section(value = "2", rules = "R230")
    void keptMessagesComeInOrderOnceAndStamped(TestServer server) {
        TestClient romeo = romeo(server);
        say(romeo, 0, 110);
        romeo.receivesNothing();
        server.clock().advance(Duration.ofHours(1));
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.receivesNothing().sends("<presence/>");
        List<Element> messages = juliet.received().stream()
                .filter(element -> element.localName().equals("message"))
                .toList();
        assertThat(messages).hasSize(110);
        for (int i = 0; i < messages.size(); i++) {
            assertThat(messages.get(i).attribute("id")).contains("m" + i);
            assertThat(messages.get(i).children("urn:xmpp:delay", "delay"))
                    .singleElement()
                    .isEqualTo(Element.of("urn:xmpp:delay", "delay")
                            .with("from", "capulet.lit")
                            .with("stamp", "2026-01-01T00:00:00Z"));
        }
        assertThat(kept(server)).isZero();
        juliet.sends("<presence type='unavailable'/>").sends("<presence/>");
        assertThat(bodies(juliet)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "chat,     <body>x</body>,                                                      true",
        "normal,   <body>x</body>,                                                      true",
        "normal,   <x xmlns='urn:x'/>,                                                  true",
        "chat,     <subject>x</subject>,                                                true",
        "chat,     <active xmlns='http://jabber.org/protocol/chatstates'/>,             false",
        "chat,     <received xmlns='urn:xmpp:receipts' id='1'/>,                        false",
        "chat,     <received xmlns='urn:xmpp:receipts'/><store xmlns='urn:xmpp:hints'/>, true",
        "chat,     <encrypted xmlns='urn:xmpp:omemo:2'/>,                               true",
        "chat,     <x xmlns='urn:x'/><encryption xmlns='urn:xmpp:eme:0' namespace='urn:x'/>, true",
        "chat,     <encryption xmlns='urn:other'/>,                                     false",
        "chat,     <body>x</body><no-store xmlns='urn:xmpp:hints'/>,                    false",
        "normal,   <body>x</body><no-store xmlns='urn:xmpp:hints'/>,                    false",
        "chat,     <body>x</body><no-permanent-store xmlns='urn:xmpp:hints'/>,          true",
        "headline, <body>x</body><store xmlns='urn:xmpp:hints'/>,                       false",
        "error,    <body>x</body><store xmlns='urn:xmpp:hints'/>,                       false",
        "chat,     <body xmlns='urn:other'>x</body>,                                    false",
    })
    @Section(value = "3", rules = "R230")
    void whatIsWorthKeeping(String type, String content, boolean isKept, TestServer server) {
        romeo(server)
                .sends("<message type='%s' to='juliet@capulet.lit'>%s</message>".formatted(type, content))
                .receivesNothing();
        assertThat(kept(server)).isEqualTo(isKept ? 1 : 0);
    }

    @Test
    @Section(value = "2", rules = "R230")
    void fullStoreIsToldToTheSenderAndNothingKeptIsLost(TestServer server) {
        TestClient romeo = romeo(server);
        say(romeo, 0, 120);
        romeo.receivesNothing();
        say(romeo, 120, 121);
        romeo.receives("<message type='error' id='m120' from='juliet@capulet.lit'>"
                        + "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></message>")
                .receivesNothing();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");
        assertThat(bodies(juliet)).isEqualTo(numbers(0, 120));
        say(romeo, 121, 122);
        assertThat(bodies(juliet)).containsExactly("121");
    }

    @Test
    @Section(
            value = "2",
            rules = {"R221", "R230"})
    void messagesWaitUntilThePriorityIsNotNegativeAnyMore(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient juliet =
                server.connect("juliet@capulet.lit/balcony").sends("<presence><priority>-1</priority></presence>");
        say(romeo, 0, 3);
        assertThat(bodies(juliet)).isEmpty();
        juliet.sends("<presence><priority>0</priority></presence>");
        assertThat(bodies(juliet)).containsExactly("0", "1", "2");
        juliet.sends("<presence><show>away</show></presence>");
        assertThat(bodies(juliet)).isEmpty();
    }

    @Test
    @Section(value = "2", rules = "R230")
    void messageThatCannotBeReadStaysAndStandsInTheWayOfNoOther(TestServer server) {
        server.expectLog("is left out, and kept");
        TestClient romeo = romeo(server);
        say(romeo, 0, 3);
        ((MemoryStores) server.stores())
                .reopened(Runnable::run)
                .journal("offline", Codec.xml())
                .append(JULIET, Element.of("urn:x", "no-message"), 1000);
        say(romeo, 3, 60);

        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");

        assertThat(bodies(juliet)).isEqualTo(numbers(0, 60));
        assertThat(kept(server)).as("for the operator").isOne();
        say(romeo, 60, 62);
        assertThat(bodies(juliet)).containsExactly("60", "61");
        juliet.sends("<presence type='unavailable'/>").sends("<presence/>");
        assertThat(bodies(juliet)).isEmpty();
    }

    @Test
    @Section(
            value = "2",
            rules = {"R207", "R230"})
    void whoBecomesAvailableAgainGetsWhatCameMeanwhile(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<presence type='unavailable'/>");
        say(romeo, 0, 2);
        assertThat(bodies(juliet)).isEmpty();
        juliet.sends("<presence/>");
        assertThat(bodies(juliet)).containsExactly("0", "1");
    }

    @Test
    void stampOfAnotherServiceStaysAndAForgedOneOfThisServerGoes(TestServer server) {
        romeo(server)
                .sends("<message type='chat' to='juliet@capulet.lit'><body>x</body>"
                        + "<delay xmlns='urn:xmpp:delay' from='capulet.lit' stamp='1999-01-01T00:00:00Z'/>"
                        + "<delay xmlns='urn:xmpp:delay' from='room@muc.lit' stamp='2000-01-01T00:00:00Z'/></message>");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");
        Element message = juliet.received().stream()
                .filter(element -> element.localName().equals("message"))
                .findFirst()
                .orElseThrow();
        assertThat(message.children("urn:xmpp:delay", "delay"))
                .extracting(delay -> delay.attribute("stamp", ""))
                .containsExactly("2000-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
    }

    @Test
    void messagesOfADeletedAccountAreNotThoseOfItsSuccessor(TestServer server) {
        say(romeo(server), 0, 3);
        server.stores().accounts().delete(JULIET);
        server.settle();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");
        assertThat(bodies(juliet)).isEmpty();
    }

    @Test
    void nothingIsRememberedOfAccountsThatAreGone(TestServer server) {
        TestClient romeo = romeo(server);
        OfflineStore store = (OfflineStore) server.provided(im.regent.im.api.OfflineMessages.class);
        say(romeo, 0, 3);
        assertThat(store.size()).as("stored, nobody there").isZero();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        assertThat(store.size()).as("known to be empty").isOne();
        juliet.losesConnection();
        assertThat(store.size()).isZero();
    }

    @Test
    void whatIsNotWorthKeepingDoesNotWaitForWhatIs(TestServer server) {
        server.account("juliet@capulet.lit");
        OfflineStore store = (OfflineStore) server.provided(im.regent.im.api.OfflineMessages.class);
        Message headline = Message.to(JULIET, Message.Type.HEADLINE);
        assertThat(store.mustWait(JULIET, headline)).isFalse();
        assertThat(store.mustWait(JULIET, Message.to(JULIET, Message.Type.NORMAL)))
                .isTrue();
    }
}
