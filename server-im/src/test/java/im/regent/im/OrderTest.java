package im.regent.im;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.api.ImEvents;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestPeer;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In-order processing (RFC 6120 §10.1), while storage answers late and in any order and streams take turns at random: what one
 * stream sends is done, as far as it matters for what follows, before the next stanza.
 */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class OrderTest {
    private static final String JULIET = "juliet@capulet.lit";
    private static final String ROMEO = "romeo@montague.lit";

    private static TestClient juliet(TestServer server) {
        return Friends.interested(server.connect(JULIET + "/balcony")).available();
    }

    private static TestClient romeo(TestServer server) {
        return Friends.interested(server.connect(ROMEO + "/orchard")).available();
    }

    /** Stanzas of every kind, for the bare and the full address in turn, with their number as id. */
    private static String stanza(int number, String from) {
        String to = JULIET + (number % 2 == 0 ? "" : "/balcony");
        String start = " id='" + number + "'" + from + " to='";
        return switch (number % 7) {
            case 0, 1 -> "<message type='chat'" + start + to + "'><body>x</body></message>";
            case 2, 3 -> "<message" + start + to + "'><body>x</body></message>";
            case 4 -> "<presence" + start + to + "'/>";
            case 5 -> "<message type='headline'" + start + to + "'/>";
            default -> "<iq type='get'" + start + JULIET + "/balcony'><query xmlns='urn:x'/></iq>";
        };
    }

    private static String stanzas(int first, int end, String from) {
        return IntStream.range(first, end).mapToObj(i -> stanza(i, from)).collect(Collectors.joining());
    }

    private static List<Integer> numbersFrom(List<Element> stanzas, String sender) {
        return stanzas.stream()
                .filter(stanza -> stanza.attribute("from", "").startsWith(sender))
                .map(stanza -> Integer.valueOf(stanza.attribute("id", "-1")))
                .toList();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125"})
    void whatOneSendsToAnotherArrivesInOrderWhateverTheAddress(long seed, TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        server.shuffle(seed);

        romeo.sendsLater(stanzas(0, 70, ""));

        assertThat(numbersFrom(juliet.received(), ROMEO)).isEqualTo(upTo(70));
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125"})
    void eachOfSeveralSendersIsHeardInOrder(long seed, TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen").available();
        TestComponent gateway = server.component("gateway.lit");
        Friends.befriend(juliet, romeo);
        Friends.befriend(juliet, nurse);
        juliet.sends("<presence to='mouse@gateway.lit'/>");
        gateway.received();
        server.shuffle(seed);

        romeo.sendsLater(stanzas(0, 35, ""));
        nurse.sendsLater(stanzas(0, 35, ""));
        gateway.sendsLater(stanzas(0, 35, " from='mouse@gateway.lit'"));

        List<Element> got = juliet.received();
        for (String sender : List.of(ROMEO, "nurse@capulet.lit", "mouse@gateway.lit")) {
            assertThat(numbersFrom(got, sender)).as(sender).isEqualTo(upTo(35));
        }
        assertThat(got).hasSize(3 * 35);
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125"})
    void whatComesWhileSheAppearsIsHeardInOrderWhateverTheAddress(long seed, TestServer server) {
        TestClient romeo = romeo(server);
        TestClient juliet = server.connect(JULIET + "/balcony");
        Friends.befriend(juliet, romeo);
        juliet.losesConnection();
        for (int i = 0; i < 210; i++) {
            romeo.sends("<message type='chat' id='" + i + "' to='" + JULIET + "'><body>x</body></message>");
        }
        romeo.received();
        server.shuffle(seed);

        TestClient back = server.connect(JULIET + "/balcony");
        server.routing().events().on(ImEvents.BECAME_AVAILABLE, available -> romeo.sendsLater(stanzas(210, 280, "")));
        back.sends("<presence/>");

        List<Element> all = back.received();
        List<Integer> numbers =
                numbersFrom(all, ROMEO).stream().filter(number -> number >= 0).toList();
        assertThat(numbers.stream().filter(number -> number < 210).toList()).isEqualTo(upTo(210));
        assertThat(numbers.stream().filter(number -> number >= 210).toList())
                .isEqualTo(IntStream.range(210, 280).boxed().toList());
    }

    @Shuffled
    @Section(value = "10.1", rules = "R124")
    void theRosterComesBeforeWhatInitialPresenceBrings(long seed, TestServer server) {
        TestClient romeo = romeo(server);
        TestClient juliet = server.connect(JULIET + "/balcony");
        Friends.befriend(juliet, romeo);
        server.shuffle(seed);

        juliet.sends("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq><presence id='p'/>");

        juliet.receives("<iq type='result' id='r'><query xmlns='jabber:iq:roster'><item jid='" + ROMEO
                        + "' subscription='both'/></query></iq>")
                .receives("<presence from='" + JULIET + "/balcony' id='p'/>")
                .receives("<presence from='" + ROMEO + "/orchard'/>")
                .receivesNothing();
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void whoIsRemovedFromTheRosterDoesNotGetThePresenceBehindIt(long seed, TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        server.shuffle(seed);

        juliet.sends("<presence><show>away</show></presence>"
                + "<iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='" + ROMEO
                + "' subscription='remove'/></query></iq>" + "<presence><show>dnd</show></presence>");

        List<String> seen = shown(romeo, JULIET + "/balcony");
        assertThat(seen).containsExactly("away", "unavailable");
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void aSubscriptionThatWasGrantedOrCancelledCountsForThePresenceBehindIt(long seed, TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        romeo.sends("<presence to='" + JULIET + "' type='subscribe'/>").received();
        juliet.received();
        server.shuffle(seed);

        juliet.sends("<presence><show>away</show></presence><presence to='" + ROMEO + "' type='subscribed'/>"
                + "<presence><show>dnd</show></presence><presence to='" + ROMEO + "' type='unsubscribed'/>"
                + "<presence><show>xa</show></presence><presence to='" + ROMEO + "'><show>chat</show></presence>");

        assertThat(shown(romeo, JULIET + "/balcony")).containsExactly("away", "dnd", "unavailable", "chat");
    }

    private static List<String> shown(TestPeer<?> peer, String from) {
        return peer.received().stream()
                .filter(stanza -> stanza.attribute("from", "").equals(from))
                .map(stanza -> stanza.attribute("type")
                        .orElseGet(() -> stanza.firstChild().map(Element::text).orElse("available")))
                .toList();
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125"})
    void subscriptionStanzasAndMessagesDoNotOvertakeEachOther(long seed, TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        Friends.befriend(juliet, romeo);
        server.shuffle(seed);
        String message = "<message id='%s' to='" + JULIET + "%s'><body>x</body></message>";

        romeo.sends(message.formatted("1", "") + "<presence id='2' to='" + JULIET + "' type='unsubscribe'/>"
                + message.formatted("3", "/balcony") + "<presence id='4' to='" + JULIET + "' type='subscribe'/>"
                + message.formatted("5", "") + "<presence id='6' to='" + JULIET + "' type='unsubscribed'/>"
                + message.formatted("7", "/balcony"));

        List<String> got = juliet.received().stream()
                .filter(stanza -> !stanza.localName().equals("iq"))
                .filter(stanza -> !stanza.attribute("type", "").equals("unavailable"))
                .map(stanza -> stanza.attribute("id", ""))
                .toList();
        assertThat(got).containsExactly("1", "2", "3", "4", "5", "6", "7");
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void aRequestWaitsForTheRosterChangeBeforeIt(long seed, TestServer server) {
        TestClient juliet = juliet(server);
        server.shuffle(seed);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            all.append(
                    "<iq type='set' id='s%d'><query xmlns='jabber:iq:roster'><item jid='c@capulet.lit' name='%d'/></query></iq>"
                            .formatted(i, i));
            all.append("<iq type='get' id='g%d'><query xmlns='jabber:iq:roster'/></iq>".formatted(i));
        }

        juliet.sends(all.toString());

        for (int i = 0; i < 20; i++) {
            String item = "<query xmlns='jabber:iq:roster'><item jid='c@capulet.lit' name='" + i + "'/></query>";
            juliet.receives("<iq type='result' id='s" + i + "'/>")
                    .receives("<iq type='set'>" + item + "</iq>")
                    .receives("<iq type='result' id='g" + i + "'>" + item + "</iq>");
        }
        juliet.receivesNothing();
    }
}
