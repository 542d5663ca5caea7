package im.regent.im.presence;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.im.api.ContactPresence;
import im.regent.im.api.ImEvents;
import im.regent.im.api.Presences;
import im.regent.im.api.SessionPresence;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "subscription")
@Spec(rfc = 6121)
class PresenceBroadcastTest {
    private static final String JULIET = "juliet@capulet.lit/balcony";

    private static String gone(String from) {
        return "<presence from='" + from + "' type='unavailable'/>";
    }

    @Test
    @Section(
            value = "4.2.2",
            rules = {"R195", "R196"})
    void initialPresenceGoesToSubscribersAndOwnResourcesAndBringsTheirs(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        TestClient juliet = server.connect(JULIET);
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen").available();
        TestClient tybalt = server.connect("tybalt@capulet.lit/street").available();
        Friends.befriend(romeo, juliet);
        Friends.subscribe(juliet, nurse);
        Friends.subscribe(tybalt, juliet);
        romeo.sends("<presence id='r'><show>chat</show></presence>").received();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        romeo.received();
        tybalt.received();

        juliet.sends("<presence id='j'><show>away</show><x xmlns='urn:x'/></presence>");
        String sent = "<presence from='" + JULIET + "' id='j'><show>away</show><x xmlns='urn:x'/></presence>";
        romeo.receives(sent.replace("from", "to='romeo@montague.lit' from")).receivesNothing();
        tybalt.receives(sent).receivesNothing();
        chamber.receives(sent).receivesNothing();
        nurse.receivesNothing();
        juliet.receives(sent)
                .receivesInAnyOrder(
                        "<presence from='juliet@capulet.lit/chamber'><delay xmlns='urn:xmpp:delay' stamp='{any}'/></presence>",
                        "<presence from='nurse@capulet.lit/kitchen'/>",
                        "<presence from='romeo@montague.lit/orchard' id='r'><show>chat</show></presence>")
                .receivesNothing();
        chamber.receivesNothing();
    }

    @Test
    @Section(value = "4.3.1", rules = "R196")
    void contactsElsewhereAreProbedFromBareToBareAddress(TestServer server) {
        TestComponent gateway = server.component("gateway.lit");
        TestClient juliet = server.connect(JULIET);
        juliet.sends("<presence to='mouse@gateway.lit' type='subscribe'/>");
        gateway.sends("<presence from='mouse@gateway.lit' to='juliet@capulet.lit' type='subscribed'/>")
                .received();

        juliet.sends("<presence/>");
        gateway.receives("<presence from='juliet@capulet.lit' to='mouse@gateway.lit' type='probe' id='{any}'/>")
                .receivesNothing();
        gateway.sends("<presence from='mouse@gateway.lit/hole' to='juliet@capulet.lit'/>");
        juliet.receives("<presence from='" + JULIET + "'/>")
                .receives("<presence from='mouse@gateway.lit/hole' to='juliet@capulet.lit'/>");
        juliet.sends("<presence><show>xa</show></presence>");
        gateway.receivesNothing();
    }

    @Test
    @Section(value = "4.4.2", rules = "R205")
    void laterPresenceIsBroadcastInFullAndBringsNothingBack(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect(JULIET).available();
        Friends.befriend(romeo, juliet);

        juliet.sends("<presence xml:lang='it'><status>O Romeo</status><priority>5</priority></presence>")
                .receives("<presence from='" + JULIET + "'/>")
                .receivesNothing();
        romeo.receives("<presence from='" + JULIET
                        + "' xml:lang='it'><status>O Romeo</status><priority>5</priority></presence>")
                .receivesNothing();
        assertThat(server.provided(Presences.class).available(Jid.valueOf("juliet@capulet.lit")))
                .extracting(SessionPresence::priority)
                .containsExactly(5);
    }

    @Test
    @Section(
            value = "4.5.2",
            rules = {"R206", "R207"})
    void gracefulUnavailablePresenceIsBroadcastInFullOnce(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect(JULIET).available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        Friends.befriend(romeo, juliet);
        chamber.received();

        String bye = "<presence type='unavailable'><status>Good night</status></presence>";
        String heard = bye.replace("type", "from='" + JULIET + "' type");
        juliet.sends(bye).receives(heard).receivesNothing();
        romeo.receives(heard).receivesNothing();
        chamber.receives(heard).receivesNothing();
        juliet.sends(bye).losesConnection();
        romeo.receivesNothing();
        chamber.receivesNothing();

        TestClient back = server.connect(JULIET).available().sends(bye);
        romeo.receives("<presence from='" + JULIET + "'/>").receives(heard);
        back.received();
        back.sends("<presence/>").receives("<presence from='" + JULIET + "'/>");
        assertThat(back.received())
                .extracting(e -> e.attribute("from", ""))
                .containsExactlyInAnyOrder("juliet@capulet.lit/chamber", "romeo@montague.lit/orchard");
    }

    @Test
    @Section(value = "4.5.2", rules = "R206")
    void everyWayASessionEndsTellsTheSameOnce(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Friends.befriend(romeo, server.connect(JULIET));
        server.routing().sessions().find(Jid.valueOf(JULIET)).ifPresent(s -> s.close(error()));
        server.settle();
        romeo.receivesNothing();
        List<SessionPresence> ended = new ArrayList<>();
        server.routing().events().on(ImEvents.BECAME_UNAVAILABLE, ended::add);

        List<Runnable> ways = new ArrayList<>();
        TestClient[] juliet = new TestClient[1];
        ways.add(() -> juliet[0].closesStream());
        ways.add(() -> juliet[0].losesConnection());
        ways.add(() -> juliet[0].sends("<not-well-formed></nor-this>"));
        ways.add(() -> server.routing().sessions().find(Jid.valueOf(JULIET)).ifPresent(s -> s.close(error())));
        for (Runnable way : ways) {
            juliet[0] = server.connect(JULIET).available();
            romeo.receives("<presence from='" + JULIET + "'/>").receivesNothing();
            way.run();
            romeo.receives(gone(JULIET)).receivesNothing();
            assertThat(server.provided(Presences.class).available(Jid.valueOf("juliet@capulet.lit")))
                    .isEmpty();
        }
        assertThat(ended)
                .hasSize(ways.size())
                .allSatisfy(presence -> assertThat(presence.presence().to()).isEmpty());
    }

    private static StreamError error() {
        return StreamError.of(StreamCondition.RESET);
    }

    @Test
    @Section(value = "4.7.2", rules = "R213")
    void presenceThatBreaksTheRulesIsRefusedAndChangesNothing(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect(JULIET).available();
        Friends.befriend(romeo, juliet);
        List<String> wrong = List.of(
                "<priority>128</priority>",
                "<priority>-129</priority>",
                "<priority>high</priority>",
                "<priority/>",
                "<priority>1</priority><priority>1</priority>",
                "<priority>99999999999</priority>",
                "<show>sleeping</show>",
                "<show/>",
                "<show>away</show><show>away</show>");
        for (String content : wrong) {
            juliet.sends("<presence id='p'>" + content + "</presence>")
                    .receives("<presence type='error' id='p'><error type='modify'>"
                            + "<bad-request xmlns='{stanzas}'/></error></presence>");
        }
        juliet.sends("<presence type='invisible' id='i'/>")
                .receives("<presence type='error' id='i'><error><bad-request xmlns='{stanzas}'/></error></presence>")
                .receivesNothing();
        romeo.receivesNothing();
        assertThat(server.provided(Presences.class).available(juliet.jid()))
                .extracting(SessionPresence::priority)
                .containsExactly(0);
    }

    @Test
    @Section("4.5")
    void eachSessionAppearsAndDisappearsOnceForOtherFeatures(TestServer server) {
        List<String> events = new ArrayList<>();
        server.routing()
                .events()
                .on(
                        ImEvents.BECAME_AVAILABLE,
                        p -> events.add("+" + p.session().jid().resource()));
        server.routing()
                .events()
                .on(
                        ImEvents.BECAME_UNAVAILABLE,
                        p -> events.add("-" + p.session().jid().resource()));
        TestClient balcony = server.connect(JULIET).available().sends("<presence><show>away</show></presence>");
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        balcony.sends("<presence type='unavailable'/>").sends("<presence type='unavailable'/>");
        balcony.sends("<presence/>").losesConnection();
        chamber.losesConnection();
        server.connect("juliet@capulet.lit/hall").losesConnection();

        assertThat(events).containsExactly("+balcony", "+chamber", "-balcony", "+balcony", "-balcony", "-chamber");
    }

    @Test
    @Section("8.5.2.2.2")
    void contactsPresenceIsAnnouncedToFeaturesEvenIfNobodyIsThere(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        TestClient juliet = server.connect(JULIET);
        Friends.subscribe(romeo, juliet);
        romeo.losesConnection();
        List<ContactPresence> seen = new ArrayList<>();
        server.routing().events().on(ImEvents.CONTACT_PRESENCE, seen::add);

        juliet.sends("<presence/>").sends("<presence type='unavailable'/>");
        server.connect("tybalt@capulet.lit/x").sends("<presence to='romeo@montague.lit'/>");
        assertThat(seen)
                .extracting(event -> event.account() + " " + event.presence().type())
                .containsExactly("romeo@montague.lit AVAILABLE", "romeo@montague.lit UNAVAILABLE");
    }

    @Shuffled
    @Section("4.4.2")
    void aContactSeesTheLastPresenceLast(long seed, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect(JULIET).available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        server.shuffle(seed);
        for (int round = 0; round < 20; round++) {
            romeo.sends("<presence to='juliet@capulet.lit' type='subscribe'/>").received();
            juliet.sendsLater("<presence><priority>" + round + "</priority></presence>");
            chamber.sends("<presence to='romeo@montague.lit' type='subscribed'/>");

            List<String> seen = romeo.received().stream()
                    .filter(e -> e.attribute("from", "").equals(JULIET))
                    .map(e -> e.children().isEmpty() ? "" : e.children().get(0).text())
                    .toList();
            assertThat(seen).isNotEmpty().endsWith(Integer.toString(round));
            chamber.sends("<presence to='romeo@montague.lit' type='unsubscribed'/>");
        }
    }

    @Shuffled
    @Section(value = "4.5.2", rules = "R206")
    void aSessionThatEndsWhileItAppearsLeavesNoGhost(long seed, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect(JULIET);
        Friends.befriend(romeo, juliet);
        server.shuffle(seed);
        juliet.sendsLater("<presence/>");
        juliet.losesConnection();

        List<Element> seen = romeo.received();
        assertThat(seen.size() % 2).as("as often gone as there: %s", seen).isZero();
        if (!seen.isEmpty()) {
            assertThat(seen.get(seen.size() - 1).attribute("type")).contains("unavailable");
        }
    }
}
