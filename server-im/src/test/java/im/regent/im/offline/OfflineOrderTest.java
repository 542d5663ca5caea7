package im.regent.im.offline;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** Kept messages and live ones, while everything that may happen in another order does. */
@XmppTest(features = {"delivery", "offline"})
@Spec(rfc = 6120)
class OfflineOrderTest {
    private static final int OLD = 60;
    private static final int ALL = 120;

    private static List<Integer> numbers(TestClient client) {
        return client.received().stream()
                .filter(element -> element.localName().equals("message"))
                .map(message -> Integer.valueOf(message.child("jabber:client", "body")
                        .map(Element::text)
                        .orElseThrow()))
                .toList();
    }

    private static void say(TestClient romeo, int number) {
        romeo.sendsLater("<message type='chat' to='juliet@capulet.lit'><body>%d</body></message>".formatted(number));
    }

    /** The new messages, in one piece: so that each is taken as soon as the one before it is done. */
    private static void sayAll(TestClient romeo) {
        StringBuilder all = new StringBuilder();
        for (int i = OLD; i < ALL; i++) {
            all.append("<message type='chat' to='juliet@capulet.lit'><body>%d</body></message>".formatted(i));
        }
        romeo.sendsLater(all.toString());
    }

    private static TestClient romeoWithOldMessages(TestServer server, long seed) {
        server.account("juliet@capulet.lit");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        IntStream.range(0, OLD).forEach(i -> say(romeo, i));
        server.settle();
        server.shuffle(seed);
        return romeo;
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125", "R230"})
    void messagesThatArriveMeanwhileComeAfterTheOldOnes(long seed, TestServer server) {
        TestClient romeo = romeoWithOldMessages(server, seed);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sendsLater("<presence/>");
        sayAll(romeo);
        assertThat(numbers(juliet)).isEqualTo(IntStream.range(0, ALL).boxed().toList());
        romeo.receivesNothing();
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125", "R230"})
    void availabilityThatComesAndGoesLosesAndMixesNothing(long seed, TestServer server) {
        TestClient romeo = romeoWithOldMessages(server, seed);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (int i = OLD; i < ALL; i++) {
            juliet.sendsLater(i % 3 == 0 ? "<presence type='unavailable'/>" : "<presence/>");
            say(romeo, i);
        }
        juliet.sendsLater("<presence/>");
        assertThat(numbers(juliet)).isEqualTo(IntStream.range(0, ALL).boxed().toList());
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125", "R230"})
    void twoResourcesThatComeAtOnceShareEachMessageOnce(long seed, TestServer server) {
        TestClient romeo = romeoWithOldMessages(server, seed);
        TestClient phone = server.connect("juliet@capulet.lit/phone");
        TestClient desk = server.connect("juliet@capulet.lit/desk");
        phone.sendsLater("<presence><priority>1</priority></presence>");
        desk.sendsLater("<presence/>");
        sayAll(romeo);
        List<Integer> atPhone = numbers(phone);
        List<Integer> atDesk = numbers(desk);
        assertThat(atPhone).isSorted();
        assertThat(atDesk).isSorted();
        List<Integer> both = new ArrayList<>(atPhone);
        both.addAll(atDesk);
        assertThat(both)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, ALL).boxed().toList());
    }

    @Shuffled
    @Section(value = "8.5.2", rules = "R230")
    void connectionThatBreaksMeanwhileLosesNothing(long seed, TestServer server) {
        TestClient romeo = romeoWithOldMessages(server, seed);
        TestClient phone = server.connect("juliet@capulet.lit/phone");
        TestClient desk = server.connect("juliet@capulet.lit/desk");
        phone.sendsLater("<presence><priority>1</priority></presence>");
        sayAll(romeo);
        desk.sendsLater("<presence/>");
        phone.losesConnection();
        List<Integer> got = new ArrayList<>(numbers(phone));
        List<Integer> atDesk = numbers(desk);
        assertThat(atDesk).isSorted().doesNotHaveDuplicates();
        got.addAll(atDesk);
        assertThat(new HashSet<>(got)).hasSize(ALL);
    }
}
