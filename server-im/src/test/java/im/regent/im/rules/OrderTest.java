package im.regent.im.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.hook.Flow;
import im.regent.core.hook.Phase;
import im.regent.core.hook.Verdict;
import im.regent.core.stanza.Stanza;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestPeer;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What one entity sends to another arrives in its order, whether it is addressed to the bare address or a full one, and whatever
 * has to wait for storage between.
 */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class OrderTest {
    private static final int STANZAS = 40;
    private static final List<String> IN_ORDER =
            IntStream.range(0, STANZAS).mapToObj(i -> "m" + i).toList();

    /** Every third stanza has to wait for storage, on every flow. */
    private static void slowDown(TestServer server) {
        for (Flow flow : Flow.values()) {
            for (Stanza.Kind kind : Stanza.Kind.values()) {
                server.routing()
                        .chains()
                        .of(flow, kind)
                        .add(
                                Phase.POLICY,
                                "slow",
                                (stanza, origin) -> stanza.id().hashCode() % 3 == 0
                                        ? Verdict.later(server.stores()
                                                .accounts()
                                                .exists(stanza.sender().bare())
                                                .thenApply(exists -> Verdict.pass()))
                                        : Verdict.pass());
            }
        }
    }

    /** Messages, requests and presence in turn, to the bare and to the full address. */
    private static String stanza(int number, String from, String bare, String resource) {
        String full = bare + "/" + resource;
        String addresses = from.isEmpty() ? "" : " from='" + from + "'";
        return switch (number % 4) {
            case 0 ->
                "<message type='chat' id='m%d'%s to='%s'><body>x</body></message>".formatted(number, addresses, bare);
            case 1 -> "<message id='m%d'%s to='%s'><body>x</body></message>".formatted(number, addresses, full);
            case 2 -> "<presence id='m%d'%s to='%s'/>".formatted(number, addresses, full);
            default -> "<iq type='result' id='m%d'%s to='%s'/>".formatted(number, addresses, full);
        };
    }

    private static List<String> ids(TestPeer<?> peer) {
        return peer.received().stream()
                .map(element -> element.attribute("id", ""))
                .filter(id -> id.startsWith("m"))
                .toList();
    }

    @Shuffled
    @Section(
            value = "10.1",
            rules = {"R124", "R125"})
    void bareAndFullAddressAreOneAndRequestsBetweenChangeNothing(long seed, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        slowDown(server);
        server.shuffle(seed);
        for (int i = 0; i < STANZAS; i++) {
            juliet.sendsLater(stanza(i, "", "romeo@montague.lit", "orchard"));
            if (i % 5 == 0) {
                juliet.sendsLater("<iq type='set' id='r" + i + "'><query xmlns='jabber:iq:roster'>" + "<item jid='u" + i
                        + "@capulet.lit'/></query></iq>");
            }
        }
        assertThat(ids(romeo)).isEqualTo(IN_ORDER);
        // What was changed was changed, and told, in its order too.
        assertThat(juliet.received())
                .filteredOn(element -> element.attribute("type", "").equals("result"))
                .extracting(element -> element.attribute("id", ""))
                .containsExactly("r0", "r5", "r10", "r15", "r20", "r25", "r30", "r35");
    }

    @Shuffled
    @Section(value = "10.1", rules = "R124")
    void toAComponentAndFromIt(long seed, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestComponent gateway = server.component("gateway.capulet.lit");
        slowDown(server);
        server.shuffle(seed);
        for (int i = 0; i < STANZAS; i++) {
            gateway.sendsLater(stanza(i, "u@gateway.capulet.lit/r" + i % 3, "romeo@montague.lit", "orchard"));
            romeo.sendsLater(stanza(i, "", "u@gateway.capulet.lit", "r" + i % 3));
        }
        assertThat(ids(romeo)).isEqualTo(IN_ORDER);
        assertThat(ids(gateway)).isEqualTo(IN_ORDER);
    }

    @Shuffled
    @Section(value = "10.1", rules = "R125")
    void presenceAfterARemovalDoesNotReachWhomItRemoved(long seed, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        Friends.befriend(juliet, romeo);
        // Of these ids only m2 has to wait: what follows could overtake it.
        slowDown(server);
        server.shuffle(seed);
        juliet.sendsLater("<presence id='m0'><status>before</status></presence>")
                .sendsLater("<iq type='set' id='m2'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@montague.lit' subscription='remove'/></query></iq>")
                .sendsLater("<presence id='m4'><status>after</status></presence>")
                .sendsLater("<iq type='get' id='m7'><query xmlns='jabber:iq:roster'/></iq>");
        List<String> seen = romeo.received().stream().map(Element::toString).toList();
        assertThat(seen).anyMatch(xml -> xml.contains("before")).noneMatch(xml -> xml.contains("after"));
        assertThat(seen.get(0)).contains("before");
        assertThat(juliet.received())
                .filteredOn(element -> element.attribute("id", "").equals("m7"))
                .singleElement()
                .asString()
                .doesNotContain("romeo");
    }

    @Shuffled
    void presenceAfterAnApprovalReachesWhomItWasGiven(long seed, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        romeo.sends("<presence type='subscribe' to='juliet@capulet.lit'/>");
        slowDown(server);
        server.shuffle(seed);
        juliet.sendsLater("<presence id='m0'><status>before</status></presence>")
                .sendsLater("<presence id='m2' type='subscribed' to='romeo@montague.lit'/>")
                .sendsLater("<presence id='m4'><status>after</status></presence>");
        List<String> seen = romeo.received().stream()
                .filter(element -> element.localName().equals("presence"))
                .map(Element::toString)
                .toList();
        assertThat(seen).last().asString().contains("after");
    }
}
