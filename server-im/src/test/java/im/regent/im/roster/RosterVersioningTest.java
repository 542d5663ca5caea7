package im.regent.im.roster;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.im.api.ImEvents;
import im.regent.im.api.RosterChange;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@XmppTest(features = "roster")
@Spec(rfc = 6121)
class RosterVersioningTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");

    private static String set(String id, String item) {
        return "<iq type='set' id='" + id + "'><query xmlns='jabber:iq:roster'>" + item + "</query></iq>";
    }

    private static String get(String ver) {
        return "<iq type='get' id='g'><query xmlns='jabber:iq:roster' ver='" + ver + "'/></iq>";
    }

    private static Element query(Element iq) {
        return iq.child("jabber:iq:roster", "query").orElseThrow();
    }

    private static List<String> versions(List<Element> stanzas) {
        return stanzas.stream()
                .filter(iq -> iq.attribute("type", "").equals("set"))
                .map(iq -> query(iq).attribute("ver", ""))
                .toList();
    }

    private static String current(TestClient client) {
        client.received();
        client.sends("<iq type='get' id='v'><query xmlns='jabber:iq:roster'/></iq>");
        return query(client.received().get(0)).attribute("ver", "");
    }

    @Test
    @Section(value = "2.6.3", rules = "R165")
    void whoHasTheCurrentVersionGetsAnEmptyResult(TestServer server) {
        TestClient juliet = Friends.interested(server.connect("juliet@capulet.lit/balcony"));
        juliet.sends(set("s", "<item jid='nurse@capulet.lit'/>"));
        String version = versions(juliet.received()).get(0);

        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        chamber.sends(get(version));
        List<Element> answer = chamber.received();
        assertThat(answer).hasSize(1);
        assertThat(answer.get(0).attribute("type")).contains("result");
        assertThat(answer.get(0).children()).isEmpty();
    }

    @Test
    @Section(value = "2.6.3", rules = "R162")
    void anEmptyResultMakesTheSessionInterestedToo(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        chamber.sends(get(current(juliet)));
        chamber.received();
        juliet.sends(set("s", "<item jid='nurse@capulet.lit'/>"));

        assertThat(versions(chamber.received())).hasSize(1);
    }

    @Test
    @Section(value = "2.6.3", rules = "R166")
    void whoHasAnOldVersionGetsEveryChangeOnceRemovalsIncluded(TestServer server) {
        TestClient juliet = Friends.interested(server.connect("juliet@capulet.lit/balcony"));
        juliet.sends(set("1", "<item jid='nurse@capulet.lit'/>"));
        juliet.sends(set("2", "<item jid='tybalt@capulet.lit'/>"));
        String old = current(juliet);
        juliet.sends(set("3", "<item jid='tybalt@capulet.lit' subscription='remove'/>"));
        juliet.sends(set("4", "<item jid='romeo@montague.lit'/>"));
        juliet.sends(set("5", "<item jid='nurse@capulet.lit' name='Nurse'/>"));
        juliet.sends(set("6", "<item jid='romeo@montague.lit' name='Romeo'/>"));
        List<String> live = versions(juliet.received());

        TestClient chamber = server.connect("juliet@capulet.lit/chamber");
        chamber.sends(get(old));
        List<Element> answer = chamber.received();
        assertThat(answer.get(0).children()).isEmpty();
        assertThat(answer).hasSize(4);
        assertThat(answer.subList(1, 4))
                .extracting(push -> query(push).firstChild().orElseThrow().attribute("jid", ""))
                .containsExactly("tybalt@capulet.lit", "nurse@capulet.lit", "romeo@montague.lit");
        assertThat(query(answer.get(1)).firstChild().orElseThrow().attribute("subscription"))
                .contains("remove");
        assertThat(versions(answer)).containsExactly(live.get(0), live.get(2), live.get(3));
    }

    @Test
    @Section(
            value = "2.6.3",
            rules = {"R166", "R167"})
    void whoHasNoVersionOrAForeignOneGetsTheWholeRosterWithItsVersion(TestServer server) {
        TestClient juliet = Friends.interested(server.connect("juliet@capulet.lit/balcony"));
        juliet.sends(set("s", "<item jid='nurse@capulet.lit'/>"));
        String version = versions(juliet.received()).get(0);

        for (String known : List.of("", "ver14", "0", version + "0", "id1-99999999999999999999")) {
            juliet.sends(get(known))
                    .receives("<iq type='result' id='g'><query xmlns='jabber:iq:roster' ver='" + version
                            + "'><item jid='nurse@capulet.lit'/></query></iq>")
                    .receivesNothing();
        }
    }

    @Test
    @Section("2.1.5")
    void whoeverActsForTheAccountReadsAndChangesTheRosterAsItWould(TestServer server) {
        TestClient juliet = Friends.interested(server.connect("juliet@capulet.lit/balcony"));
        String old = current(juliet);
        List<RosterChange> changes = new ArrayList<>();
        server.routing().events().on(ImEvents.ROSTER_CHANGED, changes::add);

        Element item = Element.of("jabber:iq:roster", "item").with("jid", "nurse@capulet.lit");
        assertThat(ask(server, Iq.Type.SET, Element.of("jabber:iq:roster", "query", item))
                        .type())
                .isEqualTo(Iq.Type.RESULT);
        assertThat(versions(juliet.received())).hasSize(1);
        assertThat(changes).hasSize(1);

        Iq result =
                ask(server, Iq.Type.GET, Element.of("jabber:iq:roster", "query").with("ver", old));
        assertThat(query(result.xml()).children()).hasSize(1);
        assertThat(query(result.xml()).attribute("ver")).contains(changes.get(0).version());
    }

    private static Iq ask(TestServer server, Iq.Type type, Element query) {
        List<Optional<Iq>> answers = new ArrayList<>();
        server.routing()
                .ask(
                        JULIET,
                        Iq.request(type, "a1", query),
                        ActingFor.unanswered(Jid.valueOf("capulet.lit"), Runnable::run),
                        Duration.ofSeconds(10))
                .thenAccept(answers::add);
        server.settle();
        return answers.get(0).orElseThrow();
    }

    @Shuffled
    @Section(
            value = "2.6.3",
            rules = {"R158", "R167"})
    void pushesComeInTheOrderOfVersionsWhoeverSetsAndReads(long seed, TestServer server) {
        TestClient balcony = Friends.interested(server.connect("juliet@capulet.lit/balcony"));
        TestClient chamber = Friends.interested(server.connect("juliet@capulet.lit/chamber"));
        TestClient reader = Friends.interested(server.connect("juliet@capulet.lit/garden"));
        List<String> published = new ArrayList<>();
        server.routing().events().on(ImEvents.ROSTER_CHANGED, change -> published.add(change.version()));
        server.shuffle(seed);

        StringBuilder ours = new StringBuilder();
        StringBuilder theirs = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            ours.append(set("b" + i, "<item jid='b" + i % 7 + "@capulet.lit' name='" + i + "'/>"));
            theirs.append(set("c" + i, "<item jid='c" + i % 7 + "@capulet.lit' name='" + i + "'/>"));
        }
        List<Element> seenByReader = new ArrayList<>();
        chamber.sendsLater(theirs.toString());
        reader.sendsLater(get("").repeat(5));
        balcony.sends(ours.toString());
        seenByReader.addAll(reader.received());

        assertThat(published).hasSize(40).doesNotHaveDuplicates();
        assertThat(versions(balcony.received())).isEqualTo(published);
        assertThat(versions(chamber.received())).isEqualTo(published);
        assertThat(versions(seenByReader)).isEqualTo(published);
        assertThat(seenByReader.stream().map(iq -> numberOf(query(iq))).toList())
                .isSorted();
    }

    private static long numberOf(Element query) {
        String version = query.attribute("ver", "");
        return Long.parseLong(version.substring(version.lastIndexOf('-') + 1));
    }
}
