package im.regent.im.subscription;

import static im.regent.im.subscription.Scene.push;
import static im.regent.im.subscription.Scene.romeo;
import static im.regent.im.subscription.Scene.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.im.api.Departures;
import im.regent.im.roster.RosterBook;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What contacts hear when they are removed, one by one or with the whole account (RFC 6121 §2.5.2). */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "subscription")
@Spec(rfc = 6121)
class RemovalTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String MOUSE = "mouse@gateway.lit";

    /** Brings Juliet and a component's user into a state: {@code to}, {@code from}, {@code both}, {@code none}. */
    private static void reach(String state, TestClient juliet, TestComponent gateway) {
        juliet.sends("<iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='" + MOUSE + "'/></query></iq>");
        if (state.contains("to") || state.equals("both") || state.contains("out")) {
            juliet.sends("<presence to='" + MOUSE + "' type='subscribe'/>");
        }
        if (state.equals("to") || state.equals("both")) {
            gateway.sends("<presence from='" + MOUSE + "' to='juliet@capulet.lit' type='subscribed'/>");
        }
        if (!state.equals("none") && !state.equals("to") && !state.equals("out")) {
            gateway.sends("<presence from='" + MOUSE + "' to='juliet@capulet.lit' type='subscribe'/>");
        }
        if (state.equals("from") || state.equals("both")) {
            juliet.sends("<presence to='" + MOUSE + "' type='subscribed'/>");
        }
        juliet.received();
        gateway.received();
    }

    private static List<String> heard(TestComponent gateway) {
        return gateway.received().stream()
                .map(stanza -> stanza.attribute("type", "available") + " "
                        + Jid.valueOf(stanza.attribute("from", "")).resource())
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "none, ''",
        "to,   unsubscribe",
        "from, unavailable balcony+unsubscribed",
        "both, unavailable balcony+unsubscribe+unsubscribed",
        "out,  unsubscribe",
        "in,   unsubscribed"
    })
    @Section(
            value = "2.5.2",
            rules = {"R160", "R181"})
    void aContactHearsOfItsRemovalWhatConcernsIt(String state, String expected, TestServer server) {
        TestComponent gateway = server.component("gateway.lit");
        TestClient juliet =
                Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
        reach(state, juliet, gateway);

        juliet.sends("<iq type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='" + MOUSE
                        + "' subscription='remove'/></query></iq>")
                .receives("<iq type='result' id='r'/>")
                .receives(push("<item jid='" + MOUSE + "' subscription='remove'/>"))
                .receivesNothing();
        assertThat(String.join("+", heard(gateway))).isEqualTo(expected);
        assertThat(subscription(juliet)).isEqualTo("absent");
    }

    private static void leave(TestServer server) {
        CompletionStage<Void> left = server.provided(Departures.class).leave(JULIET);
        server.settle();
        assertThat(left.toCompletableFuture()).isCompleted();
    }

    private static List<Jid> contacts(TestServer server) {
        List<Jid> found = new ArrayList<>();
        server.provided(RosterBook.class).contacts(JULIET).thenAccept(found::addAll);
        server.settle();
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "none, ''",
        "to,   unsubscribe",
        "from, unsubscribed",
        "both, unsubscribe+unsubscribed",
        "out,  unsubscribe",
        "in,   unsubscribed"
    })
    @Section(value = "2.5.2", rules = "R160")
    void anAccountThatLeavesRemovesItsContacts(String state, String expected, TestServer server) {
        TestComponent gateway = server.component("gateway.lit");
        TestClient juliet =
                Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
        reach(state, juliet, gateway);
        juliet.losesConnection();
        gateway.received();

        leave(server);

        assertThat(String.join("+", heard(gateway))).isEqualTo(expected);
        assertThat(contacts(server)).isEmpty();
    }

    @Test
    @Section("2.5.2")
    void whoGetsTheAddressOfAnAccountThatLeftSeesNobodysPresence(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient romeo = romeo(server);
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");
        Friends.befriend(juliet, romeo);
        nurse.sends("<presence to='juliet@capulet.lit' type='subscribe'/>");
        juliet.losesConnection();
        romeo.received();

        leave(server);
        server.stores().accounts().delete(JULIET);
        server.settle();

        romeo.receives("<presence from='juliet@capulet.lit' type='unsubscribe'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='to'/>"))
                .receives("<presence from='juliet@capulet.lit' type='unsubscribed'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='none'/>"))
                .receivesNothing();
        assertThat(subscription(nurse)).as("the request was refused").isEqualTo("none");
        TestClient successor = server.connect("juliet@capulet.lit/attic").sends("<presence/>");
        successor.receives("<presence from='juliet@capulet.lit/attic'/>").receivesNothing();
        successor
                .sends("<presence to='romeo@montague.lit' type='probe' id='p'/>")
                .receivesNothing();
        romeo.sends("<presence><show>away</show></presence>");
        successor.receivesNothing();
        assertThat(romeo.received()).as("but his own").hasSize(1);
    }

    @Shuffled
    @Section("2.5.2")
    void anAccountLeavesAsWellWhileItsContactsAreBusyWithIt(long seed, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient romeo = romeo(server);
        TestClient nurse =
                Friends.interested(server.connect("nurse@capulet.lit/kitchen")).available();
        Friends.befriend(juliet, romeo);
        Friends.befriend(juliet, nurse);
        juliet.losesConnection();
        server.shuffle(seed);

        romeo.sendsLater(
                "<presence to='juliet@capulet.lit' type='unsubscribe'/><presence><show>away</show></presence>");
        nurse.sendsLater("<iq type='set' id='r'><query xmlns='jabber:iq:roster'>"
                + "<item jid='juliet@capulet.lit' subscription='remove'/></query></iq>");
        leave(server);

        assertThat(contacts(server)).isEmpty();
        assertThat(subscription(romeo)).isEqualTo("none");
        assertThat(subscription(nurse)).isEqualTo("absent");
        List<Element> nothing = nurse.received();
        assertThat(nothing).isEmpty();
    }
}
