package im.regent.im.carbons;

import static im.regent.im.carbons.Devices.chat;
import static im.regent.im.carbons.Devices.enabled;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Copies in their places, while everything that may happen in another order does. */
@XmppTest
@Spec(xep = 280, version = "1.0.1")
class CarbonsOrderTest {
    private static final int COUNT = 20;
    private static final String[] ADDRESSES = {
        "juliet@capulet.lit", "juliet@capulet.lit/desk", "juliet@capulet.lit/gone"
    };

    /** The ids of messages and of what was copied, in their order. */
    private static List<String> ids(List<Element> received) {
        return received.stream()
                .filter(element -> element.localName().equals("message"))
                .map(CarbonsOrderTest::innermost)
                .map(message -> message.attribute("id", ""))
                .toList();
    }

    private static Element innermost(Element message) {
        return message.children().stream()
                .filter(child -> child.namespace().equals("urn:xmpp:carbons:2"))
                .flatMap(copy -> copy.children().stream())
                .flatMap(forwarded -> forwarded.child(XmlWriter.CLIENT, "message").stream())
                .findFirst()
                .orElse(message);
    }

    private static Stream<String> numbered(String prefix) {
        return IntStream.range(0, COUNT).mapToObj(i -> prefix + i);
    }

    @Shuffled
    @Section("7")
    void everyDeviceHasEveryMessageOnceInTheOrderOfItsSender(long seed, TestServer server) {
        TestClient desk =
                enabled(server, "juliet@capulet.lit/desk").sends("<presence><priority>5</priority></presence>");
        TestClient phone = enabled(server, "juliet@capulet.lit/phone");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        TestClient nurse = server.connect("nurse@capulet.lit/house");
        desk.received();
        phone.received();
        server.shuffle(seed);
        for (int i = 0; i < COUNT; i++) {
            romeo.sendsLater(chat(ADDRESSES[i % ADDRESSES.length], "r" + i));
            nurse.sendsLater(chat(ADDRESSES[(i + 1) % ADDRESSES.length], "n" + i));
            desk.sendsLater(chat("romeo@capulet.lit/orchard", "d" + i));
        }
        server.settle();

        List<String> onPhone = ids(phone.received());
        assertThat(onPhone).hasSize(3 * COUNT);
        for (String sender : List.of("r", "n", "d")) {
            assertThat(onPhone.stream().filter(id -> id.startsWith(sender)))
                    .containsExactlyElementsOf(numbered(sender).toList());
        }
        List<String> onDesk = ids(desk.received());
        assertThat(onDesk).hasSize(2 * COUNT);
        for (String sender : List.of("r", "n")) {
            assertThat(onDesk.stream().filter(id -> id.startsWith(sender)))
                    .containsExactlyElementsOf(numbered(sender).toList());
        }
    }

    @Shuffled
    @Section("7")
    void whatWasKeptReachesEveryDeviceOnce(long seed, TestServer server) {
        TestClient silent = Devices.enable(server.connect("juliet@capulet.lit/silent"));
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        server.shuffle(seed);
        TestClient desk = Devices.enable(server.connect("juliet@capulet.lit/desk"));
        for (int i = 0; i < COUNT; i++) {
            romeo.sendsLater(chat("juliet@capulet.lit", "r" + i));
            if (i == COUNT / 2) {
                desk.sendsLater("<presence/>");
            }
        }
        server.settle();

        assertThat(ids(desk.received())).containsExactlyElementsOf(numbered("r").toList());
        assertThat(ids(silent.received()))
                .containsExactlyElementsOf(numbered("r").toList());
    }
}
