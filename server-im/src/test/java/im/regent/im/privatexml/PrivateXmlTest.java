package im.regent.im.privatexml;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@XmppTest(
        features = "private-xml",
        config = "features.private-xml { max-element-size = 500 B, max-elements = 3, max-total-size = 1000 B }")
@Spec(xep = 49, version = "1.2")
class PrivateXmlTest {
    private static final String PREFS = "<exodus xmlns='exodus:prefs'><defaultnick>Hamlet</defaultnick></exodus>";

    private static String iq(String type, String id, String content) {
        return "<iq type='" + type + "' id='" + id + "'><query xmlns='jabber:iq:private'>" + content + "</query></iq>";
    }

    private static String result(String id, String content) {
        return iq("result", id, content);
    }

    private static String error(String id, String type, String condition) {
        return "<iq type='error' id='" + id + "'><error type='" + type + "'><" + condition
                + " xmlns='{stanzas}'/></error></iq>";
    }

    private static TestClient hamlet(TestServer server) {
        return server.connect("hamlet@capulet.lit/denmark");
    }

    private static Element get(TestClient client, String content) {
        List<Element> answers = client.sends(iq("get", "g", content)).received();
        assertThat(answers).hasSize(1);
        return answers.get(0).firstChild().orElseThrow();
    }

    @Test
    @Section("2.3")
    void whatIsStoredIsThereForEveryClientOfTheAccount(TestServer server) {
        hamlet(server).sends(iq("set", "1001", PREFS)).receives("<iq type='result' id='1001'/>");
        server.connect("hamlet@capulet.lit/other")
                .sends(iq("get", "1002", "<exodus xmlns='exodus:prefs'/>"))
                .receives(result("1002", PREFS))
                .sends("<iq type='get' id='3' to='hamlet@capulet.lit'><query xmlns='jabber:iq:private'>"
                        + "<exodus xmlns='exodus:prefs'/></query></iq>")
                .receives(result("3", PREFS));
    }

    @Test
    @Section("2.3")
    void whatIsNotThereIsAnsweredEmpty(TestServer server) {
        TestClient hamlet = hamlet(server);
        assertThat(get(hamlet, "<exodus a='b' xmlns='exodus:prefs'><x/></exodus>")
                        .children())
                .containsExactly(Element.of("exodus:prefs", "exodus"));
        hamlet.sends(iq("set", "1", PREFS)).receives("<iq type='result' id='1'/>");
        assertThat(get(hamlet, "<other xmlns='exodus:prefs'/>").children())
                .containsExactly(Element.of("exodus:prefs", "other"));
        assertThat(get(server.connect("ophelia@capulet.lit/r"), "<exodus xmlns='exodus:prefs'/>")
                        .children())
                .containsExactly(Element.of("exodus:prefs", "exodus"));
    }

    @Test
    @Section("2.3")
    void setReplacesTheElementAsAWhole(TestServer server) {
        TestClient hamlet = hamlet(server);
        hamlet.sends(iq("set", "1", PREFS) + iq("set", "2", "<exodus xmlns='exodus:prefs'><sound/></exodus>"));
        hamlet.received();
        assertThat(get(hamlet, "<exodus xmlns='exodus:prefs'/>").children())
                .containsExactly(Element.of("exodus:prefs", "exodus", Element.of("exodus:prefs", "sound")));
    }

    @Test
    @Section("2.3")
    void oneSetAndOneResultMayHoldSeveralElements(TestServer server) {
        hamlet(server)
                .sends(iq("set", "1", "<a xmlns='urn:x'>1</a><b xmlns='urn:x'>2</b><a xmlns='urn:y'>3</a>"))
                .receives("<iq type='result' id='1'/>")
                .sends(iq("get", "2", "<b xmlns='urn:x'/><a xmlns='urn:x'/>"))
                .receives(result("2", "<b xmlns='urn:x'>2</b><a xmlns='urn:x'>1</a>"))
                .sends(iq("get", "3", "<a xmlns='urn:y'/>"))
                .receives(result("3", "<a xmlns='urn:y'>3</a>"));
    }

    @Test
    @Section("2.3")
    void oneGetIsForOneNamespace(TestServer server) {
        hamlet(server)
                .sends(iq("get", "1", "<a xmlns='urn:x'/><a xmlns='urn:y'/>"))
                .receives(error("1", "modify", "bad-request"));
    }

    @Test
    @Section("3")
    void withoutAnElementAGetIsABadRequestAndASetNotAcceptable(TestServer server) {
        hamlet(server)
                .sends(iq("get", "1", "") + iq("set", "2", "") + iq("set", "3", "text"))
                .receives(error("1", "modify", "bad-request"))
                .receives(error("2", "modify", "not-acceptable"))
                .receives(error("3", "modify", "not-acceptable"));
    }

    @Test
    @Section("3")
    void elementsOfReservedNamespacesAndOfNoneAreNotAcceptable(TestServer server) {
        TestClient hamlet = hamlet(server);
        for (String namespace : new String[] {
            "", "jabber:iq:private", "jabber:x:data", "vcard-temp", "http://jabber.org/protocol/disco#info"
        }) {
            for (String type : new String[] {"get", "set"}) {
                hamlet.sends(iq(type, "1", "<x xmlns='" + namespace + "'><y/></x>"))
                        .receives(error("1", "modify", "not-acceptable"));
            }
        }
        hamlet.sends(iq("set", "2", "<x><y/></x>")).receives(error("2", "modify", "not-acceptable"));
    }

    @Test
    @Section("3")
    void nothingOfABadSetIsKept(TestServer server) {
        TestClient hamlet = hamlet(server);
        hamlet.sends(iq("set", "1", "<good xmlns='urn:x'>1</good>")).receives("<iq type='result' id='1'/>");
        String more = "<good xmlns='urn:x'>2</good>";
        String large = "<large xmlns='urn:x'>" + "x".repeat(500) + "</large>";
        hamlet.sends(iq("set", "2", more + "<x xmlns='vcard-temp'><y/></x>"))
                .receives(error("2", "modify", "not-acceptable"))
                .sends(iq("set", "3", more + more))
                .receives(error("3", "modify", "bad-request"))
                .sends(iq("set", "4", more + large))
                .receives(error("4", "modify", "policy-violation"))
                .sends(iq("set", "5", more + "<b xmlns='urn:x'>1</b><c xmlns='urn:x'>1</c><d xmlns='urn:x'>1</d>"))
                .receives(error("5", "modify", "policy-violation"))
                .sends(iq("set", "6", more + "<x xmlns='" + "u".repeat(3100) + "'>1</x>"))
                .receives(error("6", "modify", "not-acceptable"))
                .sends(iq("get", "7", "<good xmlns='urn:x'/>"))
                .receives(result("7", "<good xmlns='urn:x'>1</good>"));
    }

    @Test
    @Section("4")
    void sizeIsCountedInBytesOfTheElement(TestServer server) {
        int frame = "<x xmlns='urn:x'></x>".length();
        hamlet(server)
                .sends(iq("set", "1", "<x xmlns='urn:x'>" + "x".repeat(500 - frame) + "</x>"))
                .receives("<iq type='result' id='1'/>")
                .sends(iq("set", "2", "<x xmlns='urn:x'>" + "x".repeat(501 - frame) + "</x>"))
                .receives(error("2", "modify", "policy-violation"))
                .sends(iq("set", "3", "<x xmlns='urn:x'>" + "\u00e4".repeat(400) + "</x>"))
                .receives(error("3", "modify", "policy-violation"));
    }

    @Test
    @Section("4")
    void allElementsTogetherHaveALimitToo(TestServer server) {
        String text = "x".repeat(400);
        TestClient hamlet = hamlet(server);
        hamlet.sends(iq("set", "1", "<a xmlns='urn:x'>" + text + "</a><b xmlns='urn:x'>" + text + "</b>"))
                .receives("<iq type='result' id='1'/>")
                .sends(iq("set", "2", "<c xmlns='urn:x'>" + text + "</c>"))
                .receives(error("2", "modify", "policy-violation"))
                .sends(iq("set", "3", "<c xmlns='urn:x'>small</c>"))
                .receives("<iq type='result' id='3'/>");
    }

    @Test
    @Section("2.3")
    void anEmptyElementMakesRoom(TestServer server) {
        hamlet(server)
                .sends(iq("set", "1", "<a xmlns='urn:x'>1</a><b xmlns='urn:x'>1</b><c xmlns='urn:x'>1</c>"))
                .receives("<iq type='result' id='1'/>")
                .sends(iq("set", "2", "<d xmlns='urn:x'>1</d>"))
                .receives(error("2", "modify", "policy-violation"))
                .sends(iq("set", "3", "<a xmlns='urn:x'/>"))
                .receives("<iq type='result' id='3'/>")
                .sends(iq("set", "4", "<d xmlns='urn:x'>1</d>"))
                .receives("<iq type='result' id='4'/>");
    }

    @Test
    @Section("3")
    void othersGetTheSameAnswerWhetherTheAccountExistsOrNot(TestServer server) {
        hamlet(server).sends(iq("set", "1", PREFS)).receives("<iq type='result' id='1'/>");
        TestClient macbeth = server.connect("macbeth@capulet.lit/r");
        for (String type : new String[] {"get", "set"}) {
            for (String to : new String[] {"hamlet@capulet.lit", "nobody@capulet.lit", "capulet.lit"}) {
                macbeth.sends("<iq type='" + type + "' id='s' to='" + to
                                + "'><query xmlns='jabber:iq:private'><exodus xmlns='exodus:prefs'>"
                                + "<defaultnick>Macbeth</defaultnick></exodus></query></iq>")
                        .receives(error("s", "cancel", "service-unavailable"))
                        .receivesNothing();
            }
        }
        server.connect("hamlet@capulet.lit/r")
                .sends(iq("get", "2", "<exodus xmlns='exodus:prefs'/>"))
                .receives(result("2", PREFS));
    }

    @Test
    @Section("4")
    void whatIsKeptEndsWithTheAccount(TestServer server) {
        TestClient hamlet = hamlet(server);
        hamlet.sends(iq("set", "1", PREFS)).receives("<iq type='result' id='1'/>");
        server.stores().accounts().delete(Jid.valueOf("hamlet@capulet.lit"));
        server.settle();
        hamlet.sends(iq("set", "2", PREFS)).receives(error("2", "cancel", "item-not-found"));
        server.account("hamlet@capulet.lit");
        assertThat(get(hamlet, "<exodus xmlns='exodus:prefs'/>").children())
                .containsExactly(Element.of("exodus:prefs", "exodus"));
    }
}
