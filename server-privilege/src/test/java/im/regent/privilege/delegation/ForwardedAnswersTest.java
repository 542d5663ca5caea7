package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.Stage.UNAVAILABLE;
import static im.regent.privilege.delegation.Stage.answer;
import static im.regent.privilege.delegation.Stage.around;
import static im.regent.privilege.delegation.Stage.iq;
import static im.regent.privilege.delegation.Stage.publish;
import static im.regent.privilege.delegation.Stage.pubsub;
import static im.regent.privilege.delegation.Stage.wrapper;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the answers of a managing entity, a hostile one too. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP)
@Spec(xep = 355, version = "0.5")
class ForwardedAnswersTest {
    private static final String BALCONY = "juliet@capulet.lit/balcony";
    private static final String FIRST_ERROR = "a managing entity answers badly";

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'', from='juliet@capulet.lit'",
        "juliet@capulet.lit, ''",
        "juliet@capulet.lit, from='Juliet@Capulet.LIT'",
        "capulet.lit, from='capulet.lit'",
        "capulet.lit, ''",
        "nurse@capulet.lit, from='nurse@capulet.lit'"
    })
    @Section(
            value = "4.3",
            rules = {"D6", "T27"})
    void resultIsPassedOnAsFromTheAddressee(String to, String from, TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.account("nurse@capulet.lit");
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", to));

        pubsub.sends(answer(
                        wrapper(pubsub),
                        "<iq xmlns='jabber:client' type='result' id='pep1' " + from + " to='" + BALCONY
                                + "' x='y'><pubsub xmlns='" + Stage.PUBSUB + "'><publish/></pubsub></iq>"))
                .receivesNothing();

        assertThat(juliet.received())
                .singleElement()
                .hasToString("<iq xmlns='jabber:client' to='" + BALCONY + "'"
                        + (to.isEmpty() ? "" : " from='" + to + "'")
                        + " id='pep1' type='result'><pubsub xmlns='" + Stage.PUBSUB + "'><publish/></pubsub></iq>");
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"D6", "D3"})
    void requesterElsewhereIsAnsweredByTheAccount(TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.account("juliet@capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").sends(publish("pep1", "juliet@capulet.lit"));

        pubsub.sends(answer(wrapper(pubsub), iq("result", "romeo@montague.lit/orchard", "pep1", "")));

        romeo.receives("<iq type='result' id='pep1' from='juliet@capulet.lit' to='romeo@montague.lit/orchard'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "T28")
    void whatTheServiceRefusesIsPassedOn(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", ""));

        pubsub.sends(answer(
                wrapper(pubsub),
                iq(
                        "error",
                        BALCONY,
                        "pep1",
                        "<pubsub xmlns='" + Stage.PUBSUB + "'/><error type='modify' by='pubsub.capulet.lit'>"
                                + "<conflict xmlns='{stanzas}'/><precondition-not-met xmlns='p:e'/></error>")));

        juliet.receives("<iq type='error' id='pep1'><pubsub xmlns='" + Stage.PUBSUB
                        + "'/><error type='modify' by='pubsub.capulet.lit'><conflict xmlns='{stanzas}'/>"
                        + "<precondition-not-met xmlns='p:e'/></error></iq>")
                .receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<iq xmlns='jabber:client' type='result' to='J' id='other'/>",
                "<iq xmlns='jabber:client' type='result' to='J'/>",
                "<iq xmlns='jabber:client' type='result' to='juliet@capulet.lit' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' to='nurse@capulet.lit/kitchen' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' to='@' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' from='capulet.lit' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' from='nurse@capulet.lit' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' from='J' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' from='pubsub.capulet.lit' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='get' to='J' id='pep1'><x xmlns='urn:x'/></iq>",
                "<iq xmlns='jabber:client' type='set' to='J' id='pep1'><x xmlns='urn:x'/></iq>",
                "<iq xmlns='jabber:client' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' to='J' id='pep1'><x xmlns='a:a'/><y xmlns='a:a'/></iq>",
                "<iq xmlns='jabber:client' type='error' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='error' to='J' id='pep1'><error type='auth'/></iq>",
                "<iq xmlns='jabber:client' type='error' to='J' id='pep1'>"
                        + "<error type='auth'><forbidden xmlns='{stanzas}'/></error>"
                        + "<error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>",
                "<iq xmlns='jabber:client' type='error' to='J' id='pep1'><x xmlns='a:a'/><y xmlns='a:a'/>"
                        + "<error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>",
                "<iq xmlns='jabber:component:accept' type='result' to='J' id='pep1'/>",
                "<iq xmlns='jabber:server' type='result' to='J' id='pep1'/>",
                "<iq type='result' to='J' id='pep1'/>",
                "<message xmlns='jabber:client' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' to='J' id='pep1'/>"
                        + "<iq xmlns='jabber:client' type='result' to='J' id='pep1'/>",
                "<iq xmlns='jabber:client' type='result' to='J' id='pep1'/><message xmlns='jabber:client'/>"
            })
    @Section(value = "4.3", rules = "D7")
    void badAnswerIsServiceUnavailable(String inner, TestServer server) {
        server.expectLog(FIRST_ERROR);
        TestComponent pubsub = pubsub(server);
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", ""));
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");

        pubsub.sends(answer(wrapper(pubsub), inner.replace("'J'", "'" + BALCONY + "'")));

        juliet.receives("<iq type='error' id='pep1'>" + UNAVAILABLE + "</iq>").receivesNothing();
        nurse.receivesNothing();
        assertThat(pubsub.streamError()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<delegation xmlns='urn:xmpp:delegation:2'/>",
                "<delegation xmlns='urn:xmpp:delegation:1'>F</delegation>",
                "<delegation xmlns='urn:xmpp:delegation:2'>FF</delegation>",
                "<delegation xmlns='urn:xmpp:delegation:2'>F<x/></delegation>",
                "<delegation xmlns='urn:xmpp:delegation:2'>F</delegation><x xmlns='urn:x'/>",
                "<delegation xmlns='urn:xmpp:delegation:2'>F</delegation>"
                        + "<delegation xmlns='urn:xmpp:delegation:2'>F</delegation>",
                "<delegation xmlns='urn:xmpp:delegation:2'><forward xmlns='urn:xmpp:forward:0'>I</forward></delegation>",
                "<delegation xmlns='urn:xmpp:delegation:2'><forwarded xmlns='urn:x'>I</forwarded></delegation>",
                "<delegation xmlns='urn:xmpp:delegation:2'>I</delegation>",
                "<privilege xmlns='urn:xmpp:privilege:2'>F</privilege>"
            })
    @Section(value = "4.3", rules = "D7")
    void badWrapperIsServiceUnavailable(String content, TestServer server) {
        server.expectLog(FIRST_ERROR);
        TestComponent pubsub = pubsub(server);
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", ""));

        pubsub.sends(around(
                wrapper(pubsub),
                content.replace("F", "<forwarded xmlns='urn:xmpp:forward:0'>I</forwarded>")
                        .replace("I", iq("result", BALCONY, "pep1", ""))));

        juliet.receives("<iq type='error' id='pep1'>" + UNAVAILABLE + "</iq>").receivesNothing();
        assertThat(pubsub.streamError()).isEmpty();
    }

    @Test
    @Section(value = "4.3", rules = "T22")
    void delayBesideTheAnswerIsTaken(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", ""));

        pubsub.sends(answer(
                wrapper(pubsub),
                "<delay xmlns='urn:xmpp:delay' stamp='2026-01-01T00:00:00Z'/>" + iq("result", BALCONY, "pep1", "")));

        juliet.receives("<iq type='result' id='pep1'/>").receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "D9")
    void errorOfTheWrapperIsServiceUnavailable(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", ""));

        pubsub.sends("<iq type='error' from='pubsub.capulet.lit' to='capulet.lit' id='"
                + wrapper(pubsub).attribute("id", "")
                + "'><error type='auth'><forbidden xmlns='{stanzas}'/></error></iq>");

        juliet.receives("<iq type='error' id='pep1'>" + UNAVAILABLE + "</iq>").receivesNothing();
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"T30", "D9"})
    void silenceEndsAfterAMinuteAndALateAnswerIsLost(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", ""));
        Element wrapper = wrapper(pubsub);

        server.clock().advance(Duration.ofSeconds(59));
        juliet.receivesNothing();
        server.clock().advance(Duration.ofSeconds(1));

        juliet.receives("<iq type='error' id='pep1'><error type='cancel'><service-unavailable xmlns='{stanzas}'/>"
                + "<text xmlns='{stanzas}'>the service behind this did not answer in time</text></error></iq>");
        pubsub.sends(answer(wrapper, iq("result", BALCONY, "pep1", "")));
        juliet.receivesNothing();
    }

    @Test
    @Section(
            value = "4.3",
            rules = {"D6", "D7"})
    void onlyTheManagingEntityAnswersAndOnlyOnce(TestServer server) {
        TestComponent pubsub = pubsub(server);
        TestComponent plain = server.component("plain.lit");
        TestClient juliet = server.connect(BALCONY).sends(publish("pep1", ""));
        Element wrapper = wrapper(pubsub);
        String right = answer(wrapper, iq("result", BALCONY, "pep1", "<x xmlns='urn:right'/>"));
        String wrong = answer(wrapper, iq("result", BALCONY, "pep1", "<x xmlns='urn:wrong'/>"));

        plain.sends(wrong.replace("from='pubsub.capulet.lit'", "from='plain.lit'"));
        pubsub.sends(wrong.replace("from='pubsub.capulet.lit'", "from='x@pubsub.capulet.lit'"))
                .sends(wrong.replace("id='" + wrapper.attribute("id", "") + "'", "id='guessed'"))
                .sends(wrong.replace("to='capulet.lit'", "to='montague.lit'"));
        juliet.sends(wrong.replace("from='pubsub.capulet.lit'", "")).receivesNothing();
        pubsub.sends(right).sends(wrong);

        juliet.receives("<iq type='result' id='pep1'><x xmlns='urn:right'/></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "D7")
    void onlyTheFirstBadAnswerOfAStreamIsWorthALogLine(TestServer server) {
        server.expectLog(FIRST_ERROR);
        TestComponent pubsub = pubsub(server);
        TestClient juliet = server.connect(BALCONY);
        for (int i = 0; i < 3; i++) {
            juliet.sends(publish("pep" + i, ""));
            pubsub.sends(around(wrapper(pubsub), ""));
            juliet.receives("<iq type='error' id='pep" + i + "'>" + UNAVAILABLE + "</iq>");
        }
        juliet.sends(publish("good", ""));
        pubsub.sends(answer(wrapper(pubsub), iq("result", BALCONY, "good", "")));
        juliet.receives("<iq type='result' id='good'/>").receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "D6")
    void answerForAClientThatLeftIsLost(TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.connect(BALCONY).sends(publish("pep1", "")).losesConnection();

        pubsub.sends(answer(wrapper(pubsub), iq("result", BALCONY, "pep1", ""))).receivesNothing();
    }
}
