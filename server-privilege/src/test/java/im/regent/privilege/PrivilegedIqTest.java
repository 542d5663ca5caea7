package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class PrivilegedIqTest {
    private static final String PAYLOAD =
            "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='n' jid='juliet@capulet.lit'/></pubsub>";

    private static String wrapped(String from, String to, String type, String inner) {
        return "<iq type='" + type + "' from='" + from + "' to='" + to + "' id='q1'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'>" + inner + "</privileged_iq></iq>";
    }

    private static String subscribe(String inner) {
        return wrapped(
                "pubsub.capulet.lit",
                "juliet@capulet.lit",
                "set",
                "<iq xmlns='jabber:client' type='set' " + inner + ">" + PAYLOAD + "</iq>");
    }

    private static String ping(String account, String id, String to) {
        return "<iq type='get' from='pubsub.capulet.lit' to='" + account + "' id='" + id + "'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='s1' to='" + to
                + "'><ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>";
    }

    private static TestComponent connected(TestServer server, String domain) {
        server.account("juliet@capulet.lit").account("nurse@capulet.lit").account("admin@capulet.lit");
        TestComponent component = server.component(domain);
        component.received();
        return component;
    }

    @Test
    @Section(
            value = "6.3",
            rules = {"P25", "P26", "P1"})
    void requestIsSentAsTheUserAndTheAnswerComesBackWrapped(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");

        pubsub.sends(subscribe("to='plain.lit' id='s1'")).receivesNothing();

        assertThat(plain.received())
                .singleElement()
                .hasToString("<iq xmlns='jabber:client' from='juliet@capulet.lit' to='plain.lit' id='s1' type='set'>"
                        + PAYLOAD + "</iq>");
        plain.sends(
                "<iq type='result' from='plain.lit' to='juliet@capulet.lit' id='s1'><subscription xmlns='a:b'/></iq>");
        pubsub.receives("<iq type='result' from='juliet@capulet.lit' to='pubsub.capulet.lit' id='q1'>"
                        + "<privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<iq xmlns='jabber:client' type='result' from='plain.lit' to='juliet@capulet.lit' id='s1'>"
                        + "<subscription xmlns='a:b'/></iq></forwarded></privilege></iq>")
                .receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Section(
            value = "6.3",
            rules = {"P27", "T21", "T22"})
    void errorComesBackInsideAndOutside(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(subscribe("to='plain.lit' id='s1'"));

        plain.sends("<iq type='error' from='plain.lit' to='juliet@capulet.lit' id='s1'><error type='auth'>"
                + "<not-authorized xmlns='{stanzas}'/><presence-subscription-required xmlns='p:e'/></error></iq>");

        assertThat(pubsub.received())
                .singleElement()
                .hasToString(
                        ("<iq xmlns='jabber:client' to='pubsub.capulet.lit' from='juliet@capulet.lit' id='q1' type='error'>"
                                        + "<privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                                        + "<iq xmlns='jabber:client' type='error' from='plain.lit' to='juliet@capulet.lit' id='s1'>"
                                        + "<error type='auth'><not-authorized xmlns='{stanzas}'/>"
                                        + "<presence-subscription-required xmlns='p:e'/></error></iq></forwarded></privilege>"
                                        + "<error type='auth'><not-authorized xmlns='{stanzas}'/>"
                                        + "<presence-subscription-required xmlns='p:e'/></error></iq>")
                                .replace("{stanzas}", "urn:ietf:params:xml:ns:xmpp-stanzas"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<x xmlns='urn:x'/>"})
    @Spec(rfc = 6120)
    @Section(value = "8.3.3.21", rules = "R123")
    void errorThatSaysNothingGetsACondition(String content, TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(subscribe("to='plain.lit' id='s1'"));

        plain.sends("<iq type='error' from='plain.lit' to='juliet@capulet.lit' id='s1'>" + content + "</iq>");

        // RFC 6120 §8.3.3.21: undefined-condition "SHOULD NOT be used except in conjunction with an
        // application-specific
        // condition", and there is none.
        pubsub.receives("<iq type='error' id='q1'><error type='cancel'><service-unavailable xmlns='{stanzas}'/>"
                        + "<text xmlns='{stanzas}'>the error says nothing</text></error></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "6.3", rules = "P27")
    void errorsOfThisServerComeBackTheSameWay(TestServer server) {
        connected(server, "pubsub.capulet.lit")
                .sends(subscribe("to='a@elsewhere.lit' id='s1'"))
                .receives("<iq type='error' id='q1'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<forwarded xmlns='urn:xmpp:forward:0'><iq xmlns='jabber:client' type='error' id='s1'"
                        + " from='a@elsewhere.lit' to='juliet@capulet.lit'><error type='cancel'>"
                        + "<remote-server-not-found xmlns='{stanzas}'/></error></iq></forwarded></privilege>"
                        + "<error type='cancel'><remote-server-not-found xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "to='juliet@capulet.lit'"})
    @Section(
            value = "6.3",
            rules = {"P28", "T19"})
    void requestWithoutAddresseeIsForTheUsersAccount(String to, TestServer server) {
        connected(server, "pubsub.capulet.lit")
                .sends(subscribe("id='s1' " + to))
                .receives("<iq type='error' id='q1' from='juliet@capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<forwarded xmlns='urn:xmpp:forward:0'><iq xmlns='jabber:client' type='error' id='s1'"
                        + " from='juliet@capulet.lit' to='juliet@capulet.lit'><error type='cancel'>"
                        + "<service-unavailable xmlns='{stanzas}'/></error></iq></forwarded></privilege>"
                        + "<error type='cancel'><service-unavailable xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "6.3",
            rules = {"P26", "P28"})
    void thisServerAnswersTheUser(TestServer server) {
        connected(server, "pubsub.capulet.lit")
                .sends(ping("juliet@capulet.lit", "q1", "capulet.lit"))
                .receives("<iq type='result' id='q1' from='juliet@capulet.lit' to='pubsub.capulet.lit'>"
                        + "<privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<iq xmlns='jabber:client' type='result' id='s1' from='capulet.lit' to='juliet@capulet.lit'/>"
                        + "</forwarded></privilege></iq>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "6.3",
            rules = {"T20", "R122"})
    void silenceEndsAfterAMinute(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(subscribe("to='plain.lit' id='s1'"));

        server.clock().advance(Duration.ofSeconds(59));
        pubsub.receivesNothing();
        server.clock().advance(Duration.ofSeconds(1));

        assertThat(pubsub.received())
                .singleElement()
                .satisfies(answer -> assertThat(answer.children()).hasSize(1))
                .asString()
                .contains("type='error'", "id='q1'", "<error type='wait'><remote-server-timeout");
        plain.sends("<iq type='result' from='plain.lit' to='juliet@capulet.lit' id='s1'/>");
        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "6.3", rules = "T19")
    void onlyTheAddresseeCanAnswer(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(subscribe("to='plain.lit' id='s1'"));

        plain.sends("<iq type='result' from='x@plain.lit' to='juliet@capulet.lit' id='s1'/>");
        server.connect("romeo@montague.lit/orchard").sends("<iq type='result' to='juliet@capulet.lit' id='s1'/>");
        pubsub.receivesNothing();

        plain.sends("<iq type='result' from='plain.lit' to='juliet@capulet.lit' id='s1'/>")
                .sends("<iq type='result' from='plain.lit' to='juliet@capulet.lit' id='s1'/>");
        pubsub.receives("<iq type='result' id='q1'/>").receivesNothing();
    }

    @Test
    @Section(value = "6.3", rules = "T18")
    void idThatIsInUseIsReplacedOnTheWireAndRestored(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        pubsub.sends(ping("juliet@capulet.lit", "q1", "plain.lit"))
                .sends(ping("juliet@capulet.lit", "q2", "plain.lit"))
                .sends(ping("nurse@capulet.lit", "q3", "plain.lit"));
        var requests = plain.received();
        assertThat(requests)
                .extracting(request -> request.attribute("id", ""))
                .first()
                .isEqualTo("s1");
        assertThat(requests.get(1).attribute("id", "")).isNotEqualTo("s1");
        assertThat(requests.get(2).attribute("id", "")).isEqualTo("s1");

        for (int i = 2; i >= 0; i--) {
            plain.sends(
                    "<iq type='result' from='plain.lit' to='" + requests.get(i).attribute("from", "") + "' id='"
                            + requests.get(i).attribute("id", "") + "'/>");
            pubsub.receives("<iq type='result' id='q" + (i + 1) + "'><privilege xmlns='urn:xmpp:privilege:2'>"
                    + "<forwarded xmlns='urn:xmpp:forward:0'><iq xmlns='jabber:client' type='result' id='s1'/>"
                    + "</forwarded></privilege></iq>");
        }
    }

    @Test
    @Section(value = "6.3", rules = "T20")
    void entityThatLeftGetsNoLateAnswer(TestServer server) {
        TestComponent plain = server.component("plain.lit");
        connected(server, "pubsub.capulet.lit")
                .sends(subscribe("to='plain.lit' id='s1'"))
                .losesConnection();
        TestComponent again = connected(server, "pubsub.capulet.lit");

        plain.sends("<iq type='result' from='plain.lit' to='juliet@capulet.lit' id='s1'/>");

        again.receivesNothing();
        assertThat(server.routing().pendingReplies().size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capulet.lit", "elsewhere.lit", "plain.lit"})
    @Section(value = "6.3", rules = "P41")
    void ordinaryRequestsOfTheEntityAreRouted(String to, TestServer server) {
        TestComponent plain = server.component("plain.lit");

        assertThat(connected(server, "pubsub.capulet.lit")
                        .sends("<iq type='get' id='d1' from='pubsub.capulet.lit' to='" + to
                                + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                        .received())
                .hasSize(to.equals("plain.lit") ? 0 : 1)
                .noneMatch(answer -> answer.toString().contains("forbidden"));
        assertThat(plain.received()).hasSize(to.equals("plain.lit") ? 1 : 0);
    }

    @Shuffled
    @Section(
            value = "6.3",
            rules = {"P26", "T18"})
    void everyRequestIsAnsweredOnce(long seed, TestServer server) {
        server.shuffle(seed);
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        StringBuilder burst = new StringBuilder();
        String[] expected = new String[20];
        for (int i = 0; i < expected.length; i++) {
            burst.append(ping(i % 2 == 0 ? "juliet@capulet.lit" : "nurse@capulet.lit", "q" + i, "montague.lit"));
            expected[i] = "<iq type='result' id='q" + i + "'/>";
        }

        pubsub.sends(burst.toString()).receivesInAnyOrder(expected).receivesNothing();
    }
}
