package im.regent.im.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server puts on a stanza, and what it leaves alone: from, to, language. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class StampsTest {
    private static final String ROSTER = "<query xmlns='jabber:iq:roster'/>";
    private static final String NURSE =
            "<query xmlns='jabber:iq:roster'><item jid='nurse@capulet.lit' name='Nurse'/></query>";

    @ParameterizedTest
    @ValueSource(strings = {"", "from='romeo@montague.lit/orchard'", "from='juliet@capulet.lit/other'"})
    @Section(
            value = "8.1.2.1",
            rules = {"R103", "R104"})
    void everyKindOfStanzaComesFromTheSessionAndSubscriptionsFromTheAccount(String from, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        server.connect("juliet@capulet.lit/balcony")
                .available()
                .sends("<message " + from + " to='romeo@montague.lit/orchard'><body>x</body></message>")
                .sends("<presence " + from + " to='romeo@montague.lit/orchard'/>")
                .sends("<iq type='result' id='1' " + from + " to='romeo@montague.lit/orchard'/>")
                .sends("<presence type='subscribe' " + from + " to='romeo@montague.lit/orchard'/>");
        romeo.receives("<message from='juliet@capulet.lit/balcony'/>")
                .receives("<presence from='juliet@capulet.lit/balcony'/>")
                .receives("<iq from='juliet@capulet.lit/balcony'/>")
                .receives("<presence type='subscribe' from='juliet@capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "8.1.2.1", rules = "R104")
    void serverSpeaksAsTheHostAndForTheAccountAsTheAccount(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<iq type='get' id='1' to='capulet.lit'><ping xmlns='urn:xmpp:ping'/></iq>")
                .sends("<iq type='get' id='2' to='capulet.lit'><x xmlns='urn:x'/></iq>");
        assertThat(juliet.received())
                .hasSize(2)
                .allMatch(answer -> answer.attribute("from").equals(Optional.of("capulet.lit")));

        juliet.sends("<iq type='get' id='3'>" + ROSTER + "</iq>")
                .sends("<iq type='get' id='4' to='juliet@capulet.lit'>" + ROSTER + "</iq>")
                .sends("<iq type='set' id='5'>" + NURSE + "</iq>")
                .sends("<iq type='get' id='6'><x xmlns='urn:x'/></iq>");
        List<Element> forTheAccount = juliet.received();
        // Four answers and one roster push.
        assertThat(forTheAccount)
                .hasSize(5)
                .allMatch(answer -> List.of("none", "juliet@capulet.lit").contains(answer.attribute("from", "none")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "romeo@montague.lit/orchard",
                "ROMEO@Montague.lit/orchard",
                "romeo@montague.lit.",
                "romeo@montague.lit"
            })
    @Section(value = "8.1.1.1", rules = "R105")
    void addressOfWhatIsPassedOnStaysAsItWasWritten(String to, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        server.connect("juliet@capulet.lit/balcony")
                .sends("<message type='chat' to='" + to + "'><body>x</body></message>")
                .sends("<presence to='" + to + "'/>");
        romeo.receives("<message to='" + to + "'/>").receives("<presence to='" + to + "'/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"message", "presence", "iq"})
    @Section(value = "8.1.5", rules = "R109")
    void languageOfTheStreamIsAddedToEveryKindAndNeverReplaced(String kind, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        String type = kind.equals("iq") ? " type='result' id='1'" : "";
        String child = "<note xmlns='urn:x' xml:lang='it'/>";
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (String lang : new String[] {"", " xml:lang='cs'", " xml:lang='EN-gb'", " xml:lang=''"}) {
            juliet.sends("<" + kind + type + lang + " to='romeo@montague.lit/orchard'>" + child + "</" + kind + ">");
            String expected = lang.isEmpty() ? " xml:lang='en'" : lang;
            romeo.receives("<" + kind + expected + ">" + child + "</" + kind + ">")
                    .receivesNothing();
        }
    }

    @Test
    @Section(value = "10.3.1", rules = "R126")
    void messageWithoutAddressIsForTheOwnAccountEvenIfNobodyIsAvailable(TestServer server) {
        TestClient phone = server.connect("juliet@capulet.lit/phone");
        phone.sends("<message id='1' type='chat'><body>later</body></message>").receivesNothing();
        TestClient desk = server.connect("juliet@capulet.lit/desk");
        desk.sends("<presence/>");
        assertThat(desk.received())
                .filteredOn(element -> element.localName().equals("message"))
                .singleElement()
                .satisfies(got -> {
                    assertThat(got.attribute("to")).contains("juliet@capulet.lit");
                    assertThat(got.attribute("from")).contains("juliet@capulet.lit/phone");
                });
    }

    @Test
    @Section(value = "10.3.2", rules = "R127")
    void presenceWithoutAddressGoesToThoseWhoMaySeeIt(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient paris = server.connect("paris@capulet.lit/tomb").available();
        Friends.subscribe(romeo, juliet);
        Friends.subscribe(juliet, paris);
        juliet.sends("<presence id='b'><show>away</show></presence>");
        romeo.receives("<presence id='b' from='juliet@capulet.lit/balcony' to='romeo@montague.lit'/>")
                .receivesNothing();
        paris.receivesNothing();
    }

    @Test
    @Section(value = "10.3.3", rules = "R128")
    void requestWithoutAddressIsForTheAccount(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<iq type='get' id='1'>" + ROSTER + "</iq>")
                .receives("<iq type='result' id='1'>" + ROSTER + "</iq>")
                .sends("<iq type='get' id='2'><query xmlns='jabber:iq:version'/></iq>");
        for (String type : new String[] {"get", "set"}) {
            juliet.received();
            juliet.sends("<iq type='" + type + "' id='3'><x xmlns='urn:unknown'/></iq>")
                    .receives("<iq type='error' id='3'><error type='cancel'>"
                            + "<service-unavailable xmlns='{stanzas}'/></error></iq>")
                    .receivesNothing();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    @Section(value = "10.3.3", rules = "R129")
    void answerWithoutAddressIsForWhoAskedInTheNameOfTheAccount(boolean isOwn, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        Jid account = Jid.valueOf("juliet@capulet.lit");
        CompletableFuture<Optional<Iq>> answer = server.routing()
                .ask(
                        account,
                        Iq.request(Iq.Type.GET, "a", Element.of("urn:xmpp:ping", "ping"))
                                .withTo(juliet.jid()),
                        ActingFor.unanswered(account, Runnable::run),
                        Duration.ofSeconds(10))
                .toCompletableFuture();
        juliet.receives("<iq type='get' id='a' from='juliet@capulet.lit'/>");
        (isOwn ? juliet : romeo).sends("<iq type='result' id='a'/>").receivesNothing();
        assertThat(answer.isDone()).isEqualTo(isOwn);
        server.clock().advance(Duration.ofSeconds(10));
        assertThat(answer.join().isPresent()).isEqualTo(isOwn);
    }

    @Test
    @Section(value = "8.4", rules = "R118")
    void whatTheHostDoesNotUnderstandInMessagesAndPresenceItIgnores(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        for (String to : new String[] {"capulet.lit", "montague.lit", "capulet.lit/any"}) {
            juliet.sends("<message id='1' to='" + to + "'><odd xmlns='urn:odd'><x/></odd></message>")
                    .sends("<presence id='2' to='" + to + "'><odd xmlns='urn:odd'/></presence>")
                    .receivesNothing();
        }
        assertThat(juliet.streamError()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ping xmlns='urn:xmpp:ping'/>",
                "<query xmlns='http://jabber.org/protocol/disco#info'/>",
                "<query xmlns='http://jabber.org/protocol/disco#items'/>",
                "<query xmlns='jabber:iq:version'/>",
                "<time xmlns='urn:xmpp:time'/>"
            })
    @Section(
            value = "10.5.1",
            rules = {"R112", "R133"})
    void hostAnswersAlsoWithAResource(String payload, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (String host : new String[] {"capulet.lit", "montague.lit", "capulet.lit/any"}) {
            juliet.sends("<iq type='get' id='1' to='" + host + "'>" + payload + "</iq>")
                    .receives("<iq type='result' id='1' from='" + host + "'/>")
                    .sends("<iq type='set' id='2' to='" + host + "'><x xmlns='urn:unknown'/></iq>")
                    .receives("<iq type='error' id='2' from='" + host + "'><error type='cancel'>"
                            + "<service-unavailable xmlns='{stanzas}'/></error></iq>")
                    .receivesNothing();
        }
    }
}
