package im.regent.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import im.regent.core.session.SessionMemory;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What features know of sessions that outlive the server. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(xep = 198, version = "1.6.3")
@Section("5")
class RestartTest {
    private static final String JULIET = "juliet@capulet.lit/balcony";
    private static final String ROMEO = "romeo@montague.lit/orchard";

    private static TestClient juliet(TestServer server) {
        return server.connect(JULIET);
    }

    private static TestClient romeo(TestServer server) {
        return server.connect(ROMEO);
    }

    private static String roster(String type, String content) {
        return "<iq type='" + type + "' id='r'><query xmlns='jabber:iq:roster'>" + content + "</query></iq>";
    }

    @Test
    void contactsDoNotNotice(TestServer server) {
        TestClient juliet = juliet(server).available();
        TestClient romeo = romeo(server).available();
        Friends.befriend(juliet, romeo);
        juliet.sends("<presence><show>away</show></presence>").received();
        romeo.received();
        server.restart();
        juliet.receivesNothing();
        romeo.receivesNothing();

        juliet.sends("<presence/>").receives("<presence from='" + JULIET + "'/>");
        romeo.receives("<presence from='" + JULIET + "'/>").receivesNothing();
        juliet.losesConnection();
        romeo.receives("<presence from='" + JULIET + "' type='unavailable'/>").receivesNothing();
    }

    @Test
    void whoComesLaterSeesWhoIsThere(TestServer server) {
        TestClient juliet = juliet(server).available();
        TestClient romeo = romeo(server).available();
        Friends.befriend(juliet, romeo);
        juliet.sends("<presence><show>away</show></presence>");
        server.restart();
        server.connect("romeo@montague.lit/street")
                .sends("<presence/>")
                .receivesInAnyOrder(
                        "<presence from='romeo@montague.lit/street'/>",
                        "<presence from='" + ROMEO + "'/>",
                        "<presence from='" + JULIET
                                + "'><show>away</show><delay xmlns='urn:xmpp:delay' stamp='{any}'/></presence>");
    }

    @Test
    void whoGotDirectedPresenceHearsOfTheEnd(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen").available();
        juliet.sends("<presence to='nurse@capulet.lit/kitchen'/>");
        nurse.received();
        server.restart();
        nurse.receivesNothing();
        juliet.losesConnection();
        nurse.receives("<presence from='" + JULIET + "' type='unavailable'/>").receivesNothing();
    }

    @Test
    void whoAskedForTheRosterGetsPushes(TestServer server) {
        TestClient juliet = juliet(server).sends(roster("get", ""));
        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        juliet.received();
        server.restart();
        juliet.receivesNothing();
        chamber.sends(roster("set", "<item jid='nurse@capulet.lit'/>"))
                .receives("<iq type='result' id='r'/>")
                .receivesNothing();
        juliet.receives(roster("set", "<item jid='nurse@capulet.lit'/>").replace("id='r'", "id='{any}'"));
    }

    @Test
    @Spec(rfc = 6121)
    @Section("2.6.3")
    void whatChangedInTheRosterMeanwhileIsPushed(TestServer server) {
        TestClient juliet = juliet(server).sends(roster("get", ""));
        juliet.sends(roster("set", "<item jid='nurse@capulet.lit'/>")).received();
        server.restart(() -> server.connect("juliet@capulet.lit/chamber")
                .sends(roster("set", "<item jid='tybalt@capulet.lit'/>"))
                .receives("<iq type='result' id='r'/>"));
        juliet.receives(roster("set", "<item jid='tybalt@capulet.lit'/>").replace("id='r'", "id='{any}'"))
                .receivesNothing();
    }

    @Test
    void whoAskedForTheBlockListGetsPushes(TestServer server) {
        TestClient juliet = juliet(server).sends("<iq type='get' id='b'><blocklist xmlns='urn:xmpp:blocking'/></iq>");
        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        juliet.received();
        server.restart();
        chamber.sends(
                        "<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='tybalt@capulet.lit'/></block></iq>")
                .receives("<iq type='result' id='b'/>")
                .receivesNothing();
        juliet.receives(
                "<iq type='set'><block xmlns='urn:xmpp:blocking'><item jid='tybalt@capulet.lit'/></block></iq>");
    }

    @Test
    void whoEnabledCopiesGetsThem(TestServer server) {
        TestClient juliet = juliet(server).sends("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        juliet.received();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        server.restart();
        chamber.sends("<message type='chat' to='" + ROMEO + "'><body>Ay me!</body></message>");
        juliet.receives("<message><sent xmlns='urn:xmpp:carbons:2'/></message>");
        chamber.receivesNothing();
    }

    @Test
    @Spec(rfc = 6121)
    @Section("3.1.3")
    void requestsComeOnce(TestServer server) {
        TestClient juliet = juliet(server).available();
        romeo(server).sends("<presence type='subscribe' to='juliet@capulet.lit'/>");
        juliet.receives("<presence type='subscribe' from='romeo@montague.lit'/>");
        server.restart();
        juliet.receivesNothing();
        server.connect("tybalt@capulet.lit/street").sends("<presence type='subscribe' to='juliet@capulet.lit'/>");
        juliet.receives("<presence type='subscribe' from='tybalt@capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    void messagesFindTheSessionsThatWantThem(TestServer server) {
        TestClient juliet = juliet(server).available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        chamber.sends("<presence><priority>-1</priority></presence>");
        server.restart();
        chamber.received();
        juliet.received();
        romeo(server).sends("<message type='chat' to='juliet@capulet.lit'><body>Wilt thou be gone?</body></message>");
        juliet.receives("<message><body>Wilt thou be gone?</body></message>").receivesNothing();
        chamber.receivesNothing();
    }

    @Test
    @Spec(xep = 160, version = "1.0.1")
    @Section("2")
    void whatWasKeptMeanwhileIsDelivered(TestServer server) {
        TestClient juliet = juliet(server).available();
        server.restart(() -> {
            TestComponent pubsub = server.component("pubsub.example.org");
            pubsub.sends(
                    "<message from='pubsub.example.org' to='juliet@capulet.lit' id='1'><body>one</body></message>");
        });
        juliet.receives("<message id='1'><body>one</body></message>");
        romeo(server).sends("<message to='juliet@capulet.lit' type='chat' id='2'><body>two</body></message>");
        juliet.receives("<message id='2'><body>two</body></message>").receivesNothing();
    }

    /** What each said last is what every other knows, however the restarts fall. */
    @Shuffled
    void everyPairAgreesOnWhatWasSaidLast(long seed, TestServer server) {
        server.shuffle(seed);
        Random random = new Random(seed);
        List<TestClient> friends = List.of(juliet(server), romeo(server), server.connect("nurse@capulet.lit/kitchen"));
        Friends.befriend(friends.get(0), friends.get(1));
        Friends.befriend(friends.get(0), friends.get(2));
        Friends.befriend(friends.get(1), friends.get(2));
        Map<String, String> said = new HashMap<>();
        Map<TestClient, Map<String, String>> seen = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            TestClient who = friends.get(random.nextInt(3));
            boolean isThere = random.nextInt(4) > 0;
            note(said, who.jid().toString(), isThere ? "status " + i : "unavailable");
            who.sendsLater(
                    isThere
                            ? "<presence><status>status " + i + "</status></presence>"
                            : "<presence type='unavailable'/>");
            if (random.nextInt(8) == 0) {
                server.restart();
            }
            friends.forEach(each -> look(each, seen.computeIfAbsent(each, client -> new HashMap<>())));
        }
        for (TestClient who : friends) {
            if (said.containsKey(who.jid().toString())) {
                assertThat(seen.get(who)).as("what %s knows", who).isEqualTo(said);
            }
        }
    }

    private static void look(TestClient client, Map<String, String> seen) {
        for (Element presence : client.received()) {
            String status = presence.child(XmlWriter.CLIENT, "status")
                    .map(Element::text)
                    .orElse(presence.attribute("type", ""));
            String from = presence.attribute("from", "");
            if (from.equals(client.jid().toString()) && status.equals("unavailable")) {
                // From now on it is not told anything.
                seen.clear();
            }
            note(seen, from, status);
        }
    }

    private static void note(Map<String, String> statuses, String who, String status) {
        if (status.equals("unavailable")) {
            statuses.remove(who);
        } else {
            statuses.put(who, status);
        }
    }

    private static Element shown(Element... children) {
        return Element.of(SessionMemory.NAMESPACE, "shown", children).with("at", "2026-01-01T00:00:00Z");
    }

    private static Element presence(String local, String text) {
        return Element.of(XmlWriter.CLIENT, "presence", Element.text(XmlWriter.CLIENT, local, text))
                .with("from", JULIET);
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of("presence", shown(Element.of(SessionMemory.NAMESPACE, "told"))),
                Arguments.of(
                        "presence",
                        shown(Element.of(SessionMemory.NAMESPACE, "told").with("jid", "@"))),
                Arguments.of("presence", shown(presence("status", "")).without("at")),
                Arguments.of("presence", shown(presence("status", "")).with("at", "yesterday")),
                Arguments.of("presence", shown(presence("priority", "high"))),
                Arguments.of("presence", shown(presence("status", "").with("type", "somewhere"))),
                Arguments.of("delivery", Element.of(SessionMemory.NAMESPACE, "chosen")),
                Arguments.of(
                        "delivery",
                        Element.of(SessionMemory.NAMESPACE, "chosen").with("priority", "high")));
    }

    /** What is stored may be damaged: a memory says so. */
    @ParameterizedTest
    @MethodSource("damaged")
    void whatCannotBeReadIsRefused(String name, Element saved, TestServer server) {
        juliet(server);
        Session session = server.routing().sessions().find(Jid.valueOf(JULIET)).orElseThrow();
        SessionMemory memory = server.memories().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> memory.restore(session, saved)).isInstanceOf(IllegalArgumentException.class);
    }
}
