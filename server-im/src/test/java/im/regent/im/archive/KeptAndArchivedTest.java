package im.regent.im.archive;

import static im.regent.im.archive.Archives.JULIET;
import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.ask;
import static im.regent.im.archive.Archives.chat;
import static im.regent.im.archive.Archives.field;
import static im.regent.im.archive.Archives.messages;
import static im.regent.im.archive.Archives.numbers;
import static im.regent.im.archive.Archives.paging;
import static im.regent.im.archive.Archives.query;
import static im.regent.im.archive.Archives.stanzaIds;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.CoreEvents;
import im.regent.core.hook.Undelivered;
import im.regent.core.session.Session;
import im.regent.core.stanza.MalformedStanzaException;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that wait for an account (XEP-0160) or were never acknowledged (XEP-0198), when there is an archive, too. */
@XmppTest(
        features = {"delivery", "offline", "archive"},
        config = "features.offline.max-messages = 20")
@Spec(xep = 313, version = "1.1.3")
class KeptAndArchivedTest {
    private static final int ROOM = 20;
    private static final String UNAVAILABLE = "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error>";

    private static TestClient romeo(TestServer server) {
        server.account(JULIET);
        return server.connect("romeo@capulet.lit/orchard");
    }

    private static TestClient juliet(TestServer server, String resource) {
        return server.connect(JULIET + "/" + resource);
    }

    private static void say(TestClient romeo, int from, int to) {
        numbers(from, to).forEach(body -> romeo.sends(chat(JULIET, body)));
    }

    private static List<String> bodies(List<Element> messages) {
        return messages.stream().map(Archives::body).toList();
    }

    private static List<String> arriving(TestClient client) {
        return bodies(messages(client.sends("<presence/>")));
    }

    @Test
    @Section("6.1.1")
    void whatAClientHasFetchedDoesNotComeAgain(TestServer server) {
        TestClient romeo = romeo(server);
        say(romeo, 0, 3);
        TestClient balcony = juliet(server, "balcony");
        assertThat(all(balcony).bodies()).isEqualTo(numbers(0, 3));

        assertThat(arriving(balcony)).isEmpty();
        say(romeo, 3, 5);
        assertThat(bodies(messages(balcony))).isEqualTo(numbers(3, 5));
        assertThat(arriving(juliet(server, "chamber"))).as("it is taken").isEmpty();
    }

    @Test
    @Section("6.1.1")
    void whatAClientHasNotFetchedComes(TestServer server) {
        say(romeo(server), 0, 5);
        TestClient balcony = juliet(server, "balcony");
        assertThat(ask(balcony, query("", paging("<max>2</max><before/>"))).bodies())
                .isEqualTo(numbers(3, 5));

        assertThat(arriving(balcony)).isEqualTo(numbers(0, 3));
    }

    @Test
    @Section("6.1.1")
    void pageWithHolesProvesWhatIsInIt(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");
        for (int i = 0; i < 3; i++) {
            romeo.sends(chat(JULIET, "love " + i));
            nurse.sends(chat(JULIET, "news " + i));
        }
        TestClient balcony = juliet(server, "balcony");
        assertThat(ask(balcony, query(field("with", "romeo@capulet.lit"), "")).bodies())
                .containsExactly("love 0", "love 1", "love 2");

        assertThat(arriving(balcony)).containsExactly("news 0", "news 1", "news 2");
    }

    @Test
    @Section("6.1.1")
    void pagesOfOtherClientsProveNothing(TestServer server) {
        say(romeo(server), 0, 3);
        TestClient balcony = juliet(server, "balcony");
        assertThat(all(juliet(server, "chamber")).bodies()).isEqualTo(numbers(0, 3));

        assertThat(arriving(balcony)).isEqualTo(numbers(0, 3));
    }

    @Test
    @Spec(xep = 160, version = "1.0.1")
    @Section("2")
    void clientThatKnowsNoArchivesGetsWhatWasKeptAndItIsArchivedOnce(TestServer server) {
        say(romeo(server), 0, 3);
        TestClient balcony = juliet(server, "balcony");
        List<Element> kept = messages(balcony.sends("<presence/>"));

        assertThat(bodies(kept)).isEqualTo(numbers(0, 3));
        Archives.Answer archived = all(balcony);
        assertThat(archived.bodies()).isEqualTo(numbers(0, 3));
        assertThat(kept.stream().flatMap(message -> stanzaIds(message, JULIET).stream()))
                .containsExactlyElementsOf(archived.ids());
    }

    @Test
    @Spec(xep = 160, version = "1.0.1")
    @Section("2")
    void whatFindsNoRoomIsNotBouncedWhenTheArchiveHasIt(TestServer server) {
        TestClient romeo = romeo(server);
        say(romeo, 0, ROOM + 2);
        romeo.receivesNothing();
        romeo.sends(
                        "<message type='chat' id='m' to='%s'><body>x</body><no-permanent-store xmlns='urn:xmpp:hints'/></message>"
                                .formatted(JULIET))
                .receives("<message type='error' id='m'>" + UNAVAILABLE + "</message>");
        TestClient balcony = juliet(server, "balcony");

        assertThat(arriving(balcony)).isEqualTo(numbers(0, ROOM));
        assertThat(all(balcony).bodies()).isEqualTo(numbers(0, ROOM + 2));
    }

    /** The session ends, and what it was sent was never acknowledged. */
    private static void dies(TestServer server, TestClient client, List<Element> left) {
        Session session = server.routing().sessions().find(client.jid()).orElseThrow();
        client.losesConnection();
        for (Element message : left) {
            try {
                Undelivered undelivered =
                        new Undelivered(session, Stanza.parse(message), Instant.parse("2026-01-01T00:00:00Z"));
                server.routing().events().publish(CoreEvents.UNDELIVERED, undelivered);
            } catch (MalformedStanzaException e) {
                throw new AssertionError(e);
            }
            server.settle();
        }
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("4")
    void whatWasNeverAcknowledgedIsNeitherBouncedNorArchivedAgain(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient phone = juliet(server, "phone").available();
        say(romeo, 0, ROOM + 2);
        List<Element> left = messages(phone);
        assertThat(left).hasSize(ROOM + 2);
        dies(server, phone, left);

        romeo.receivesNothing();
        TestClient laptop = juliet(server, "laptop");
        List<Element> again = messages(laptop.sends("<presence/>"));
        assertThat(bodies(again)).isEqualTo(numbers(0, ROOM));
        Archives.Answer archived = all(laptop);
        assertThat(archived.bodies()).isEqualTo(numbers(0, ROOM + 2));
        assertThat(again.stream().flatMap(message -> stanzaIds(message, JULIET).stream()))
                .containsExactlyElementsOf(archived.ids().subList(0, ROOM));
    }

    @Test
    @Spec(xep = 198, version = "1.6.3")
    @Section("4")
    void whatWasNeverAcknowledgedAndFetchedMeanwhileDoesNotComeAgain(TestServer server) {
        TestClient romeo = romeo(server);
        TestClient phone = juliet(server, "phone").available();
        say(romeo, 0, 2);
        dies(server, phone, messages(phone));
        TestClient again = juliet(server, "phone");
        assertThat(all(again).bodies()).isEqualTo(numbers(0, 2));

        assertThat(arriving(again)).isEmpty();
    }

    @Test
    @Section("8.1")
    void forgedIdKeepsNoMessageFromAClient(TestServer server) {
        TestClient romeo = romeo(server);
        say(romeo, 0, 1);
        TestClient balcony = juliet(server, "balcony");
        String known = all(balcony).ids().get(0);
        romeo.sends(
                "<message type='chat' to='%s'><body>new</body><stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='%s'/></message>"
                        .formatted(JULIET, JULIET, known));

        assertThat(arriving(balcony)).containsExactly("new");
    }

    @Shuffled
    @Section("6.1.1")
    void clientThatFetchesAndComesGetsEachMessageOnceAndInOrder(long seed, TestServer server) {
        TestClient romeo = romeo(server);
        say(romeo, 0, 10);
        server.shuffle(seed);
        TestClient balcony = juliet(server, "balcony");
        balcony.sendsLater(query("", paging("<max>5</max>")) + "<presence/>");
        romeo.sendsLater(String.join(
                "", numbers(10, ROOM).stream().map(body -> chat(JULIET, body)).toList()));

        List<Element> received = messages(balcony);
        assertThat(received.subList(0, 5))
                .allMatch(message -> message.child("urn:xmpp:mam:2", "result").isPresent());
        assertThat(bodies(received.subList(5, received.size()))).isEqualTo(numbers(5, ROOM));
    }
}
