package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.body;
import static im.regent.im.archive.Archives.messages;
import static im.regent.im.archive.Archives.stanzaIds;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;

/** Archives and deliveries, while everything that may happen in another order does. */
@XmppTest(
        features = {"delivery", "offline", "archive"},
        config = "features.archive { page-size = 1000, max-page-size = 1000 }")
@Spec(xep = 313, version = "1.1.3")
class ArchiveOrderTest {
    private static final String JULIET = "juliet@capulet.lit";

    private static void say(TestClient from, String to, int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("<message type='chat' to='%s'><body>%s %d</body></message>"
                    .formatted(to, from.jid().local(), i));
        }
        from.sendsLater(all.toString());
    }

    /** XEP-0313 §3.1: "the order of messages is the same as the order that the client originally received them". */
    @Shuffled
    @Section("3.1")
    void archiveHasTheOrderOfDeliveryWhoeverWrites(long seed, TestServer server) {
        TestClient juliet = server.connect(JULIET + "/balcony").available();
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");
        TestClient paris = server.connect("paris@capulet.lit/hall");
        server.shuffle(seed);
        say(romeo, JULIET, 20);
        say(nurse, JULIET + "/balcony", 20);
        say(paris, JULIET, 20);

        List<Element> delivered = messages(juliet);
        assertThat(delivered).hasSize(60);
        Archives.Answer archived = all(juliet);
        assertThat(archived.bodies())
                .isEqualTo(delivered.stream().map(message -> body(message)).toList());
        assertThat(archived.ids())
                .isEqualTo(delivered.stream()
                        .flatMap(message -> stanzaIds(message, JULIET).stream())
                        .toList());
    }

    @Shuffled
    @Section("3.1")
    void idThatWasJustDeliveredIsInTheArchive(long seed, TestServer server) {
        TestClient juliet = server.connect(JULIET + "/balcony").available();
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        server.shuffle(seed);
        say(romeo, JULIET, 3);
        String last = stanzaIds(messages(juliet).get(2), JULIET).get(0);
        say(romeo, JULIET, 10);
        juliet.sendsLater(Archives.query("", Archives.paging("<after>" + last + "</after>")));
        List<Element> received = juliet.received();

        List<String> live = received.stream()
                .flatMap(message -> stanzaIds(message, JULIET).stream())
                .toList();
        List<String> fetched = received.stream()
                .filter(message -> message.child("urn:xmpp:mam:2", "result").isPresent())
                .map(message -> Archives.result(message).attribute("id", ""))
                .toList();
        assertThat(received).noneMatch(element -> element.attribute("type", "").equals("error"));
        assertThat(fetched).isEqualTo(live.subList(0, fetched.size()));
    }
}
