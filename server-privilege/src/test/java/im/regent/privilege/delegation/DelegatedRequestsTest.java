package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.Stage.UNAVAILABLE;
import static im.regent.privilege.delegation.Stage.answer;
import static im.regent.privilege.delegation.Stage.iq;
import static im.regent.privilege.delegation.Stage.publish;
import static im.regent.privilege.delegation.Stage.pubsub;
import static im.regent.privilege.delegation.Stage.wrapper;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are forwarded, and how. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP)
@Spec(xep = 355, version = "0.5")
class DelegatedRequestsTest {
    private static TestClient juliet(TestServer server) {
        return server.connect("juliet@capulet.lit/balcony");
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"D3", "D5", "T22", "T29"})
    void requestWithoutAddressIsForwardedAsItIs(TestServer server) {
        TestComponent pubsub = pubsub(server);

        juliet(server).sends(publish("pep1", "")).receivesNothing();

        assertThat(wrapper(pubsub).toString())
                .matches("<iq xmlns='jabber:client' type='set' id='id\\d+' to='pubsub.capulet.lit' from='capulet.lit'>"
                        + "<delegation xmlns='urn:xmpp:delegation:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<iq xmlns='jabber:client' type='set' id='pep1' xml:lang='en' from='juliet@capulet.lit/balcony'>"
                        + "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:mood'/></pubsub>"
                        + "</iq></forwarded></delegation></iq>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"capulet.lit", "juliet@capulet.lit", "nurse@capulet.lit", "Nurse@CAPULET.lit"})
    @Section(value = "4.3", rules = "D3")
    void requestToTheHostOrAnAccountIsForwarded(String to, TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.account("nurse@capulet.lit");

        juliet(server).sends(publish("pep1", to)).receivesNothing();

        assertThat(Stage.inner(wrapper(pubsub)).attribute("to", "").toLowerCase(Locale.ROOT))
                .isEqualTo(to.toLowerCase(Locale.ROOT));
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"D3", "D5"})
    void requestFromElsewhereIsForwarded(TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.account("juliet@capulet.lit");

        server.component("plain.lit")
                .sends("<iq type='get' id='g1' from='x@plain.lit/y' to='juliet@capulet.lit'><pubsub xmlns='"
                        + Stage.PUBSUB + "'><items node='n'/></pubsub></iq>");
        Element wrapper = wrapper(pubsub);

        assertThat(wrapper.attribute("type", "")).isEqualTo("set");
        assertThat(Stage.inner(wrapper).attribute("type", "")).isEqualTo("get");
        assertThat(Stage.inner(wrapper).attribute("from", "")).isEqualTo("x@plain.lit/y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@capulet.lit/balcony",
                "juliet@capulet.lit/away",
                "capulet.lit/x",
                "plain.lit",
                "montague.lit",
                "romeo@montague.lit"
            })
    @Section(value = "4.3", rules = "D4")
    void requestToSomebodyElseIsNotForwarded(String to, TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.connect("romeo@montague.lit/orchard");

        juliet(server).sends(publish("pep1", to));

        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "D4")
    void requestToTheManagingEntityItselfIsNotWrapped(TestServer server) {
        TestComponent pubsub = pubsub(server);

        juliet(server).sends(publish("pep1", "pubsub.capulet.lit"));

        pubsub.receives("<iq type='set' id='pep1' from='juliet@capulet.lit/balcony'><pubsub xmlns='" + Stage.PUBSUB
                        + "'/></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.1", rules = "D1")
    void messagesAndPresenceAreNotForwarded(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen").available();
        pubsub.received();

        juliet(server)
                .sends("<message id='m' to='nurse@capulet.lit'><pubsub xmlns='" + Stage.PUBSUB + "'/></message>")
                .sends("<presence to='nurse@capulet.lit/kitchen'><pubsub xmlns='" + Stage.PUBSUB + "'/></presence>");

        pubsub.receivesNothing();
        nurse.receives("<message id='m'/>").receives("<presence/>");
    }

    @Test
    @Section(value = "4.3", rules = "D4")
    void answersAreNotForwarded(TestServer server) {
        TestComponent pubsub = pubsub(server);

        juliet(server)
                .sends("<iq type='result' id='r' to='capulet.lit'><pubsub xmlns='" + Stage.PUBSUB + "'/></iq>")
                .receivesNothing();
        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "D8")
    void requestForAnAbsentEntityFailsAtOnce(TestServer server) {
        juliet(server)
                .sends(publish("pep1", ""))
                .receives("<iq type='error' id='pep1'>" + UNAVAILABLE + "</iq>")
                .receivesNothing();

        pubsub(server).losesConnection();
        server.connect("juliet@capulet.lit/chamber")
                .sends(publish("pep2", "juliet@capulet.lit"))
                .receives("<iq type='error' id='pep2' from='juliet@capulet.lit'>" + UNAVAILABLE + "</iq>");
    }

    @Test
    @Section(value = "4.3", rules = "D8")
    void entityThatLeavesOwesAnErrorAndOneThatComesBackGetsWhatIsNew(TestServer server) {
        TestComponent old = pubsub(server);
        TestClient juliet = juliet(server).sends(publish("pep1", ""));
        Element wrapper = wrapper(old);

        old.losesConnection();

        juliet.receives("<iq type='error' id='pep1'>" + UNAVAILABLE + "</iq>").receivesNothing();
        TestComponent fresh = pubsub(server);
        fresh.sends(answer(wrapper, iq("result", "juliet@capulet.lit/balcony", "pep1", "")));
        juliet.receivesNothing().sends(publish("pep2", ""));
        assertThat(Stage.inner(wrapper(fresh)).attribute("id", "")).isEqualTo("pep2");
    }

    @Test
    @Section(value = "9", rules = "D26")
    void trafficDoesNotWaitForTheEntity(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();

        TestClient juliet = juliet(server);
        juliet.sends(publish("pep1", "")
                + "<message type='chat' id='m' to='romeo@montague.lit'><body>b</body></message>"
                + "<iq type='get' id='p1' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>");

        romeo.receives("<message id='m'/>");
        juliet.receives("<iq type='result' id='p1'/>").receivesNothing();
        pubsub.sends(answer(wrapper(pubsub), iq("result", "juliet@capulet.lit/balcony", "pep1", "")));
        juliet.receives("<iq type='result' id='pep1'/>");
    }

    @Test
    @Section(
            value = "10",
            rules = {"D27", "T31"})
    void strangersLearnNotWhichAccountsExist(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient juliet = juliet(server);
        juliet.sends("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.lit'/>"
                + "</block></iq>");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        romeo.sends(publish("pep1", "nobody@capulet.lit")).sends(publish("pep1", "juliet@capulet.lit"));
        var connected = romeo.received();
        pubsub.receivesNothing().losesConnection();
        romeo.sends(publish("pep1", "nurse@capulet.lit"));
        server.account("nurse@capulet.lit");
        romeo.sends(publish("pep1", "nurse@capulet.lit"));

        assertThat(connected).hasSize(2);
        connected = new ArrayList<>(connected);
        connected.addAll(romeo.received());
        assertThat(connected)
                .extracting(error -> error.toString().replaceFirst("from='[a-z]+@", "from='somebody@"))
                .hasSize(4)
                .containsOnly("<iq xmlns='jabber:client' to='romeo@montague.lit/orchard' from='somebody@capulet.lit'"
                        + " id='pep1' type='error'><error type='cancel'>"
                        + "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
    }

    @Test
    @Section(value = "4.3", rules = "T30")
    void anEntityHasOnlySoMuchToAnswer(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient juliet = juliet(server);
        StringBuilder flood = new StringBuilder();
        for (int i = 0; i < ManagerStream.MAX_OPEN; i++) {
            flood.append(publish("p" + i, ""));
        }
        juliet.sends(flood.toString()).receivesNothing();
        var wrappers = pubsub.received();
        assertThat(wrappers).hasSize(ManagerStream.MAX_OPEN);

        juliet.sends(publish("more", ""))
                .receives("<iq type='error' id='more'><error type='wait'><resource-constraint xmlns='{stanzas}'/>"
                        + "</error></iq>");
        pubsub.sends(answer(wrappers.get(0), iq("result", "juliet@capulet.lit/balcony", "p0", "")));
        juliet.receives("<iq type='result' id='p0'/>").sends(publish("again", ""));
        assertThat(Stage.inner(wrapper(pubsub)).attribute("id", "")).isEqualTo("again");
    }

    @Shuffled
    @Section(
            value = "4.3",
            rules = {"D3", "D6"})
    void requestsArriveInOrderAndEachIsAnsweredOnce(long seed, TestServer server) {
        server.shuffle(seed);
        TestComponent pubsub = pubsub(server);
        server.account("nurse@capulet.lit");
        TestClient juliet = juliet(server);
        StringBuilder burst = new StringBuilder();
        String[] expected = new String[20];
        for (int i = 0; i < expected.length; i++) {
            burst.append(publish("p" + i, i % 2 == 0 ? "nurse@capulet.lit" : ""));
            expected[i] = "<iq type='result' id='p" + i + "'/>";
        }
        juliet.sends(burst.toString());
        var wrappers = pubsub.received();
        assertThat(wrappers)
                .extracting(wrapper -> Stage.inner(wrapper).attribute("id", ""))
                .containsExactlyElementsOf(IntStream.range(0, expected.length)
                        .mapToObj(i -> "p" + i)
                        .toList());

        wrappers.forEach(wrapper -> pubsub.sendsLater(answer(
                wrapper,
                iq("result", "juliet@capulet.lit/balcony", Stage.inner(wrapper).attribute("id", ""), ""))));
        juliet.receivesInAnyOrder(expected).receivesNothing();
    }
}
