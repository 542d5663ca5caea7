package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.Stage.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delegations that change while the entities are connected. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.COMPONENTS)
@Spec(xep = 355, version = "0.5")
class LiveDelegationsTest {
    private static final String JULIET = "juliet@capulet.lit/balcony";
    static final String NOTHING = Stage.COMPONENTS;
    static final String PING = "\"urn:xmpp:ping\" = \"pubsub.capulet.lit\"\n";
    static final String TIME = "\"urn:xmpp:time\" = \"pubsub.capulet.lit\"\n";
    static final String INFO = "http://jabber.org/protocol/disco#info";

    static String on(String host, String delegations) {
        return "virtual-hosts { \"" + host + "\" { delegations {\n" + delegations + "} } }\n";
    }

    static String delegated(String delegations) {
        return NOTHING + on("capulet.lit", delegations);
    }

    static String section(String content) {
        return "\"urn:xmpp:ping\" { jid = \"pubsub.capulet.lit\"\n" + content + " }\n";
    }

    private static String told(String host, String namespaces) {
        return "<message from='" + host
                + "' to='pubsub.capulet.lit' id='{any}'><delegation xmlns='urn:xmpp:delegation:2'>" + namespaces
                + "</delegation></message>";
    }

    private static String delegate(String namespace) {
        return "<delegated namespace='" + namespace + "'/>";
    }

    private static String question(String node) {
        return "<iq type='get' from='capulet.lit'><query xmlns='" + INFO + "' node='urn:xmpp:delegation:2" + node
                + "'/></iq>";
    }

    private static String ping(String id, String to) {
        return "<iq type='get' id='" + id + "' to='" + to + "'><ping xmlns='urn:xmpp:ping'/></iq>";
    }

    @Test
    @Section(
            value = "8",
            rules = {"D24", "D14"})
    void aConnectedComponentIsGivenItsFirstNamespaceAndAskedAboutIt(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        TestComponent plain = server.component("plain.lit");
        TestClient juliet = server.connect(JULIET);
        pubsub.receivesNothing();
        juliet.sends(ping("p1", "capulet.lit")).receives("<iq type='result' id='p1'/>");

        server.reload(delegated(PING));

        pubsub.receives(told("capulet.lit", delegate("urn:xmpp:ping")))
                .receives(question("::urn:xmpp:ping"))
                .receives(question(":bare:urn:xmpp:ping"))
                .receivesNothing();
        plain.receivesNothing();
        juliet.sends(ping("p2", "capulet.lit")).receivesNothing();
        pubsub.sends(Stage.answer(Stage.wrapper(pubsub), Stage.iq("result", JULIET, "p2", "")));
        juliet.receives("<iq type='result' id='p2'/>").receivesNothing();
    }

    @Test
    @Section(value = "8", rules = "D24")
    void oneMessageNamesAllThatIsDelegatedNowAndAnEmptyOneThatNothingIs(TestServer server) {
        server.reload(delegated(PING));
        TestComponent pubsub = Stage.pubsub(server);

        server.reload(delegated(TIME + PING));
        pubsub.receives(told("capulet.lit", delegate("urn:xmpp:time") + delegate("urn:xmpp:ping")))
                .receives(question("::urn:xmpp:time"))
                .receives(question(":bare:urn:xmpp:time"))
                .receivesNothing();
        server.reload(delegated(TIME));
        pubsub.receives(told("capulet.lit", delegate("urn:xmpp:time"))).receivesNothing();
        server.reload(NOTHING);
        pubsub.receives(told("capulet.lit", "")).receivesNothing();
        server.reload(NOTHING + "\nadmins = [\"nurse@capulet.lit\"]");
        pubsub.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capulet.lit", "juliet@capulet.lit"})
    @Section(value = "8", rules = "D24")
    void whatIsTakenAwayIsAnsweredByTheServerAgain(String to, TestServer server) {
        server.reload(delegated(PING + TIME));
        TestComponent pubsub = Stage.pubsub(server);
        TestClient juliet = server.connect(JULIET);
        server.reload(delegated(TIME));
        pubsub.received();

        juliet.sends(ping("p1", to)).receives("<iq type='result' id='p1'/>").receivesNothing();
        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "8", rules = "D24")
    void theNewManagerIsToldAndGetsTheRequestsAndTheOldOneHearsThatItLostThem(TestServer server) {
        server.reload(delegated(PING));
        TestComponent pubsub = Stage.pubsub(server);
        TestComponent filter = server.component("filter.capulet.lit");
        TestClient juliet = server.connect(JULIET).sends(ping("p1", "capulet.lit"));
        Element wrapper = Stage.wrapper(pubsub);

        server.reload(delegated(PING.replace("pubsub", "filter")));

        pubsub.receives(told("capulet.lit", "")).receivesNothing();
        assertThat(filter.received()).hasSize(3).first().asString().contains(delegate("urn:xmpp:ping"));
        juliet.receives("<iq type='error' id='p1'>" + UNAVAILABLE + "</iq>");
        pubsub.sends(Stage.answer(wrapper, Stage.iq("result", JULIET, "p1", "")));
        juliet.receivesNothing();
        juliet.sends(ping("p2", "capulet.lit"));
        filter.sends(Stage.answer(Stage.wrapper(filter), Stage.iq("result", JULIET, "p2", "")));
        juliet.receives("<iq type='result' id='p2'/>").receivesNothing();
        pubsub.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "builtin"})
    @Section(
            value = "8",
            rules = {"D24", "D8"})
    void whatWaitsForAnEntityThatLostTheNamespaceFailsAndALateAnswerIsLost(String fallback, TestServer server) {
        server.reload(delegated(section("fallback = " + fallback) + TIME));
        TestComponent pubsub = Stage.pubsub(server);
        TestClient juliet = server.connect(JULIET).sends(ping("p1", "capulet.lit"));
        Element wrapper = Stage.wrapper(pubsub);
        juliet.sends("<iq type='get' id='t1' to='capulet.lit'><time xmlns='urn:xmpp:time'/></iq>");
        Element other = Stage.wrapper(pubsub);

        server.reload(delegated(TIME));
        pubsub.received();

        juliet.receives("<iq type='error' id='p1' from='capulet.lit'>" + UNAVAILABLE + "</iq>")
                .receivesNothing();
        pubsub.sends(Stage.answer(wrapper, Stage.iq("result", JULIET, "p1", "")));
        juliet.receivesNothing();
        pubsub.sends(Stage.answer(other, Stage.iq("result", JULIET, "t1", "")));
        juliet.receives("<iq type='result' id='t1'/>").receivesNothing();
    }

    @Test
    @Section(
            value = "8",
            rules = {"D24", "T26"})
    void whatSomebodyAskedAsAUserFailsWithTheDelegationToo(TestServer server) {
        String asking = " { iq { \"urn:xmpp:ping\" = both } }\n";
        String privileges = "virtual-hosts { \"capulet.lit\" { privileged-entities {\n\"filter.capulet.lit\"" + asking
                + "\"tybalt@capulet.lit\"" + asking + "} } }\n";
        server.account("juliet@capulet.lit").reload(privileges + delegated(PING));
        TestComponent pubsub = Stage.pubsub(server);
        TestComponent filter = Stage.connected(server, "filter.capulet.lit");
        TestClient tybalt = server.connect("tybalt@capulet.lit/hall").available();
        tybalt.received();
        String asked = "<iq type='get' %s to='juliet@capulet.lit' id='q1'><privileged_iq xmlns='urn:xmpp:privilege:2'>"
                + "<iq xmlns='jabber:client' type='get' id='s1'><ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>";
        filter.sends(asked.formatted("from='filter.capulet.lit'"));
        tybalt.sends(asked.formatted(""));
        assertThat(pubsub.received()).hasSize(2);

        server.reload(privileges + NOTHING);

        String failed = "<iq type='error' id='q1' from='juliet@capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'/>"
                + UNAVAILABLE + "</iq>";
        filter.receives(failed).receivesNothing();
        tybalt.receives(failed).receivesNothing();
        filter.sends(asked.formatted("from='filter.capulet.lit'"))
                .receives("<iq type='result' id='q1' from='juliet@capulet.lit'/>");
    }

    @Test
    @Section(
            value = "8",
            rules = {"D24", "D10"})
    void filteringAttributesChangeToo(TestServer server) {
        server.reload(delegated(PING));
        TestComponent pubsub = Stage.pubsub(server);
        TestClient juliet = server.connect(JULIET).sends(ping("p0", "capulet.lit"));
        Element before = Stage.wrapper(pubsub);

        server.reload(delegated(section("filtering = [node]")));

        pubsub.receives(told(
                        "capulet.lit", "<delegated namespace='urn:xmpp:ping'><attribute name='node'/></delegated>"))
                .receives(question("::urn:xmpp:ping"))
                .receives(question(":bare:urn:xmpp:ping"));
        pubsub.sends(Stage.answer(before, Stage.iq("result", JULIET, "p0", "<x xmlns='urn:still-its-own'/>")));
        juliet.receives("<iq type='result' id='p0'><x xmlns='urn:still-its-own'/></iq>")
                .sends(ping("p1", "capulet.lit"))
                .receives("<iq type='result' id='p1'/>");
        juliet.sends(ping("p2", "capulet.lit").replace("<ping", "<ping node='x'"))
                .receivesNothing();
        assertThat(Stage.inner(Stage.wrapper(pubsub)).attribute("id", "")).isEqualTo("p2");
    }

    @Test
    @Section(value = "8", rules = "D24")
    void eachHostSpeaksForItself(TestServer server) {
        String first = delegated(PING);
        server.reload(first + on("montague.lit", TIME));
        TestComponent pubsub = Stage.pubsub(server);

        server.reload(first + on("verona.lit", TIME));
        pubsub.receives(told("montague.lit", "")).receivesNothing();

        server.connect("romeo@montague.lit/orchard")
                .sends(ping("r1", "montague.lit"))
                .receives("<iq type='result' id='r1'/>");
        server.connect(JULIET).sends(ping("j1", "capulet.lit")).receivesNothing();
        pubsub.receives("<iq type='set' from='capulet.lit'/>").receivesNothing();
    }

    @Test
    @Section(value = "8", rules = "D24")
    void anotherVersionIsToldInItsOwnWords(TestServer server) {
        server.reload(delegated(PING));
        TestComponent pubsub = Stage.pubsub(server);

        server.reload(delegated(section("version = 1")));

        pubsub.receives(told("capulet.lit", ""))
                .receives("<message from='capulet.lit'><delegation xmlns='urn:xmpp:delegation:1'>"
                        + delegate("urn:xmpp:ping") + "</delegation></message>");
        assertThat(pubsub.received())
                .hasSize(2)
                .allMatch(asked -> asked.toString().contains("urn:xmpp:delegation:1:"));
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"D24", "T13"})
    void whoLostEverythingIsStillProtectedFromForgedDelegations(TestServer server) {
        server.reload(delegated(PING));
        TestComponent pubsub = Stage.pubsub(server);
        server.reload(NOTHING);
        pubsub.received();

        server.connect("romeo@montague.lit/orchard")
                .sends("<message to='pubsub.capulet.lit'><delegation xmlns='urn:xmpp:delegation:2'>"
                        + delegate("urn:xmpp:ping") + "</delegation></message>");

        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "8", rules = "D24")
    void aStreamThatBeginsLaterIsToldWhatIsDelegatedThenAndNothingElse(TestServer server) {
        server.reload(delegated(PING));
        Stage.pubsub(server).losesConnection();
        server.reload(NOTHING);

        server.component("pubsub.capulet.lit").receivesNothing();
    }
}
