package im.regent.im.blocking;

import static im.regent.im.blocking.Blocks.items;
import static im.regent.im.blocking.Blocks.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** When a block begins, while everything that may happen in another order does. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class BlockOrderTest {
    private static final int COUNT = 30;

    private static String chat(String to, String id) {
        return "<message type='chat' to='" + to + "' id='" + id + "'><body>x</body></message>";
    }

    private static List<String> ids(List<Element> received, boolean isError) {
        return received.stream()
                .filter(element -> element.localName().equals("message"))
                .filter(element -> element.attribute("type", "").equals("error") == isError)
                .map(element -> element.attribute("id", ""))
                .toList();
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void whatFollowsARequestOnItsStreamWaitsForIt(long seed, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        server.shuffle(seed);
        String romeos = "romeo@montague.lit";

        juliet.sends(chat(romeos, "m1")
                + set("b", items("block", romeos))
                + chat(romeos, "m2")
                + set("u", items("unblock", romeos))
                + chat(romeos, "m3")
                + set("c", items("block", romeos))
                + chat(romeos, "m4"));

        assertThat(juliet.received().stream().map(element -> element.attribute("id", "")))
                .containsExactly("b", "m2", "u", "c", "m4");
        assertThat(ids(romeo.received(), false)).containsExactly("m1", "m3");
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void nothingSentAfterTheResultArrivesAndNothingBeforeIsLost(long seed, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        server.shuffle(seed);
        for (int i = 0; i < COUNT; i++) {
            romeo.sendsLater(chat("juliet@capulet.lit", "early" + i));
            if (i == COUNT / 2) {
                juliet.sendsLater(set("b", items("block", "romeo@montague.lit")));
            }
        }
        server.settle();
        List<String> delivered = ids(juliet.received(), false);
        List<String> refused = ids(romeo.received(), true);
        assertThat(IntStream.range(0, COUNT).mapToObj(i -> "early" + i))
                .containsExactlyElementsOf(concat(delivered, refused));

        IntStream.range(0, COUNT).forEach(i -> romeo.sendsLater(chat("juliet@capulet.lit", "late" + i)));
        assertThat(ids(romeo.received(), true)).hasSize(COUNT);
        juliet.receivesNothing();
    }

    private static List<String> concat(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void lastThatABlockedContactSeesIsThatTheAccountIsGone(long seed, TestServer server) {
        TestClient balcony = server.connect("juliet@capulet.lit/balcony").available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.befriend(balcony, romeo);
        romeo.received();
        server.shuffle(seed);
        for (int i = 0; i < 5; i++) {
            chamber.sendsLater("<presence><priority>" + i + "</priority></presence>");
            balcony.sendsLater("<presence><priority>" + i + "</priority></presence>");
        }
        chamber.sendsLater(set("b", items("block", "romeo@montague.lit")));
        balcony.sendsLater("<presence/>").sendsLater("<presence/>");
        server.settle();

        List<Element> seen = romeo.received();
        for (String resource : List.of("balcony", "chamber")) {
            List<String> types = seen.stream()
                    .filter(element -> element.attribute("from", "").endsWith(resource))
                    .map(element -> element.attribute("type", "available"))
                    .toList();
            assertThat(types).endsWith("unavailable").containsOnlyOnce("unavailable");
        }
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void pushesAreInTheOrderOfTheChanges(long seed, TestServer server) {
        TestClient balcony = server.connect("juliet@capulet.lit/balcony");
        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        TestClient watching = server.connect("juliet@capulet.lit/watching");
        Blocks.list(watching);
        server.shuffle(seed);
        for (int i = 0; i < 6; i++) {
            balcony.sendsLater(set("b" + i, items(i % 2 == 0 ? "block" : "unblock", "romeo@montague.lit")));
            chamber.sendsLater(set("c" + i, items(i % 2 == 0 ? "unblock" : "block", "romeo@montague.lit")));
        }
        server.settle();
        List<Element> pushes = watching.received();
        assertThat(pushes).hasSize(12);
        boolean isBlocked =
                pushes.get(11).firstChild().orElseThrow().localName().equals("block");
        assertThat(Blocks.list(watching)).isEqualTo(isBlocked ? "[romeo@montague.lit]" : "[]");
    }
}
