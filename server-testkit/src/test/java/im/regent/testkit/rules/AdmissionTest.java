package im.regent.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream may send at all: the core alone, without features. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class AdmissionTest {
    private static final String PING = "<ping xmlns='urn:xmpp:ping'/>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "from='juliet@capulet.lit'",
                "from='juliet@capulet.lit/x'",
                "from='romeo@montague.lit/o'",
                "from=''",
                "from='@'",
                "from='capulet.lit'"
            })
    @Section(value = "8.1.2.1", rules = "R103")
    void senderIsTheSessionWhateverTheClientWrites(String from, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.connect("juliet@capulet.lit/balcony")
                .sends("<message " + from + " to='romeo@montague.lit/orchard'><body>x</body></message>")
                .receivesNothing();
        romeo.receives("<message from='juliet@capulet.lit/balcony' to='romeo@montague.lit/orchard'/>");
    }

    @Test
    @Section(
            value = "8.1.3",
            rules = {"R108", "R113"})
    void errorsRepeatTheIdExactly(TestServer server) {
        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id=' &lt;&apos;&quot;&#x9;&#x1F600; ' to='capulet.lit'>" + PING + "</iq>")
                .receives("<iq type='error' id=' &lt;&apos;&quot;&#x9;&#x1F600; ' from='capulet.lit'"
                        + " to='juliet@capulet.lit/balcony'><error type='cancel'>"
                        + "<service-unavailable xmlns='{stanzas}'/></error></iq>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq type='get' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='get' id='' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='ask' id='1' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq id='1' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq type='get' id='1' to='capulet.lit'/>",
                "<iq type='set' id='1' to='capulet.lit'>text</iq>",
                "<iq type='set' id='1' to='capulet.lit'><a xmlns='urn:a'/><b xmlns='urn:b'/></iq>",
                "<presence type='whatever' id='1' to='capulet.lit'/>"
            })
    @Section(
            value = "8.2.3",
            rules = {"R108", "R110", "R111"})
    void malformedStanzasAreBadRequests(String xml, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        List<Element> answers = juliet.sends(xml).received();
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).toString()).contains("bad-request").contains("'modify'");
        assertThat(answers.get(0).attribute("from")).contains("capulet.lit");
        assertThat(juliet.streamError()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"message,chat", "presence,subscribe", "presence,''", "iq,get"})
    @Section(
            value = "8.3.3.8",
            rules = {"R113", "R119"})
    void malformedAddressIsAnsweredButNeverEchoed(String name, String type, TestServer server) {
        String attribute = type.isEmpty() ? "" : " type='" + type + "'";
        for (String to : new String[] {"", "@", "a@b@c", "juliet@", "a b@capulet.lit", "&lt;@capulet.lit"}) {
            TestClient client = server.connect("juliet@capulet.lit/r" + to.hashCode());
            Element answer = client.sends(
                            "<" + name + attribute + " id='1' to='" + to + "'>" + PING + "</" + name + ">")
                    .received()
                    .get(0);
            assertThat(answer.attribute("id")).contains("1");
            assertThat(answer.attribute("from")).contains("capulet.lit");
            assertThat(answer.toString())
                    .contains("jid-malformed")
                    .contains("'modify'")
                    .doesNotContain(PING);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<message type='error' to='@'/>",
                "<presence type='error' to='@'/>",
                "<iq type='error' id='1' to='@'/>",
                "<iq type='result' id='1' to='@'/>",
                "<iq type='result' to='capulet.lit'/>",
                "<iq type='error'/>",
                "<iq type='result' id='none' to='capulet.lit'/>",
                "<iq type='result' id='none'/>",
                "<iq type='error' id='none' to='nobody@capulet.lit'/>",
                "<iq type='result' id='none' to='nobody@capulet.lit/r'/>",
                "<message type='error' to='nobody@capulet.lit'/>",
                "<message type='error' to='nobody@example.net/r'/>",
                "<presence type='error' to='nobody@capulet.lit'/>"
            })
    @Section(
            value = "8.3.1",
            rules = {"R112", "R114", "R129", "R220"})
    void errorsAndResultsAreNeverAnswered(String xml, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends(xml).receivesNothing();
        assertThat(juliet.streamError()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
                "<query/>",
                "<message xmlns='jabber:server'/>",
                "<MESSAGE/>",
                "<handshake/>"
            })
    @Section(
            value = "4.9.3.24",
            rules = {"R14", "R52"})
    void anythingButAStanzaEndsTheStream(String xml, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends(xml).receivesNothing();
        assertThat(juliet.streamError()).map(StreamError::condition).contains(StreamCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    @Section(value = "8.1.5", rules = "R109")
    void languageOfTheStreamIsAddedAndOneThatIsThereStays(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.connect("juliet@capulet.lit/balcony")
                .sends("<message to='romeo@montague.lit/orchard'/>")
                .sends("<message to='romeo@montague.lit/orchard' xml:lang='it'/>");
        romeo.receives("<message xml:lang='en'/>").receives("<message xml:lang='it'/>");
    }

    @Test
    @Section(
            value = "8.4",
            rules = {"R116", "R118"})
    void nestedOddContentIsPassedOnAsItIs(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        String odd = "<iq xmlns='urn:a' type='bad'><message xmlns='' to='@'>&lt;/message&gt;</message>"
                + "<stream xmlns='http://etherx.jabber.org/streams'/></iq>";
        server.connect("juliet@capulet.lit/balcony")
                .sends("<message to='romeo@montague.lit/orchard'>" + odd + "</message>")
                .receivesNothing();
        romeo.receives("<message>" + odd + "</message>").receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from='capulet.lit'",
                "from='juliet@capulet.lit/balcony'",
                "from='sub.gateway.capulet.lit'",
                "from='x@montague.lit'",
                "from='example.net'",
                "from='@'",
                "from=''",
                "from='gateway.capulet.lit.evil'",
                ""
            })
    @Section(
            value = "4.9.3.9",
            rules = {"R37", "R103"})
    void componentThatSpoofsIsCutOffAndNothingIsRouted(String from, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestComponent gateway = server.component("gateway.capulet.lit");
        gateway.sends("<message " + from + " to='juliet@capulet.lit/balcony'><body>x</body></message>"
                + "<message from='gateway.capulet.lit' to='juliet@capulet.lit/balcony'><body>y</body></message>");
        juliet.receivesNothing();
        assertThat(gateway.streamError()).map(StreamError::condition).contains(StreamCondition.INVALID_FROM);
    }

    @Test
    void componentMaySendFromEveryAddressOfItsDomain(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestComponent gateway = server.component("gateway.capulet.lit");
        gateway.sends("<message from='A@Gateway.capulet.lit/R' to='juliet@capulet.lit/balcony'/>")
                .sends("<message from='gateway.capulet.lit/R' to='juliet@capulet.lit/balcony'/>");
        juliet.receives("<message from='a@gateway.capulet.lit/R'/>")
                .receives("<message from='gateway.capulet.lit/R'/>");
    }

    @Test
    @Section(value = "8.1.1.2", rules = "R106")
    void componentMustSayToWhom(TestServer server) {
        server.component("gateway.capulet.lit")
                .sends("<message id='1' from='a@gateway.capulet.lit'><body>x</body></message>")
                .receives("<message id='1' type='error' to='a@gateway.capulet.lit'>"
                        + "<error type='modify'><bad-request xmlns='{stanzas}'/></error></message>")
                .sends("<iq type='get' id='2' from='gateway.capulet.lit'>" + PING + "</iq>")
                .receives("<iq id='2' type='error'><error type='modify'><bad-request xmlns='{stanzas}'/></error></iq>")
                .sends("<iq type='get' id='3' from='gateway.capulet.lit' to=''>" + PING + "</iq>")
                .receives(
                        "<iq id='3' type='error'><error type='modify'><jid-malformed xmlns='{stanzas}'/></error></iq>")
                .sends("<message type='error' from='gateway.capulet.lit'/>")
                .receivesNothing();
    }
}
