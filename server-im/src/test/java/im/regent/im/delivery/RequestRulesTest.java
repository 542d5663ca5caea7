package im.regent.im.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6121 §8.5, IQs: to every kind of address, of accounts in every state, from strangers and from those with rights. */
@XmppTest(features = {"delivery", "offline", "subscription", "disco", "ping"})
@Spec(rfc = 6121)
class RequestRulesTest {
    private static final String JULIET = "juliet@capulet.lit";
    private static final String BALCONY = JULIET + "/balcony";

    private static String iq(String type, String id, String to) {
        String content = switch (type) {
            case "get", "set" -> "<query xmlns='urn:x'/>";
            case "error" -> "<error type='cancel'><gone xmlns='{stanzas}'/></error>";
            default -> "";
        };
        return "<iq type='" + type + "' id='" + id + "' to='" + to + "'>" + content + "</iq>";
    }

    private static String unavailable(String id, String from) {
        return "<iq type='error' id='" + id + "' from='" + from + "'><error type='cancel'>"
                + "<service-unavailable xmlns='{stanzas}'/></error></iq>";
    }

    static Stream<Arguments> everyStateAndType() {
        return Stream.of(AccountState.values())
                .flatMap(
                        account -> Stream.of("get", "set", "result", "error").map(type -> Arguments.of(account, type)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndType")
    @Section(
            value = "8.5.2",
            rules = {"R226", "R227"})
    void whatIsForTheBareAddressIsAnsweredByTheServerAndNeverDelivered(
            AccountState account, String type, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");

        romeo.sends(iq(type, "1", JULIET));

        if (type.equals("get") || type.equals("set")) {
            romeo.receives(unavailable("1", JULIET));
        }
        romeo.receivesNothing();
        clients.forEach(TestClient::receivesNothing);
    }

    @ParameterizedTest
    @EnumSource(value = AccountState.class, names = "MISSING", mode = EnumSource.Mode.EXCLUDE)
    @Section(value = "8.5.2.1.3", rules = "R227")
    void theServerAnswersForTheAccountWhetherAnybodyIsThereOrNot(AccountState account, TestServer server) {
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        TestClient juliet = server.connect(JULIET + "/earlier");
        Friends.subscribe(romeo, juliet);
        juliet.losesConnection();
        List<TestClient> clients = account.connect(server);
        romeo.received();

        romeo.sends("<iq type='get' id='1' to='" + JULIET
                        + "'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives("<iq type='result' id='1' from='" + JULIET
                        + "'><query xmlns='http://jabber.org/protocol/disco#info'>"
                        + "<identity category='account' type='registered'/></query></iq>")
                .receivesNothing();
        clients.forEach(TestClient::receivesNothing);
    }

    @ParameterizedTest
    @MethodSource("everyStateAndType")
    @Section(
            value = "8.5.3.2.3",
            rules = {"R226", "R229"})
    void requestsForAResourceThatIsNotThereFailAndAnswersVanish(AccountState account, String type, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");

        romeo.sends(iq(type, "1", JULIET + "/gone"));

        if (type.equals("get") || type.equals("set")) {
            romeo.receives(unavailable("1", JULIET + "/gone"));
        }
        romeo.receivesNothing();
        clients.forEach(TestClient::receivesNothing);
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountState.class,
            names = {"CONNECTED", "NEGATIVE", "ONE", "SEVERAL"})
    @Section(value = "8.5.3.1", rules = "R228")
    void aStrangersRequestIsAnsweredAsIfNobodyWereThere(AccountState account, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");

        for (String type : List.of("get", "set")) {
            for (String resource : List.of("r0", "gone")) {
                romeo.sends(iq(type, "1", JULIET + "/" + resource));
            }
            romeo.sends(iq(type, "1", "nobody@capulet.lit/gone"));
            List<Element> answers = romeo.received();
            assertThat(answers).hasSize(3);
            assertThat(answers.get(0).toString())
                    .contains("service-unavailable", "'cancel'")
                    .isEqualTo(answers.get(1).toString().replace("gone", "r0"))
                    .isEqualTo(answers.get(2)
                            .toString()
                            .replace("nobody", "juliet")
                            .replace("gone", "r0"));
        }
        clients.forEach(TestClient::receivesNothing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"result", "error"})
    @Section(value = "8.5.3.1", rules = "R228")
    void answersReachTheResourceWhoeverSendsThem(String type, TestServer server) {
        TestClient juliet = server.connect(BALCONY);
        server.connect("romeo@capulet.lit/orchard")
                .sends(iq(type, "1", BALCONY))
                .receivesNothing();
        juliet.receives("<iq type='" + type + "' id='1' from='romeo@capulet.lit/orchard'/>")
                .receivesNothing();
    }

    private static void assertAnswered(TestClient asker, TestClient juliet) {
        for (String type : List.of("get", "set")) {
            asker.sends(iq(type, "1", BALCONY)).receivesNothing();
            juliet.receives("<iq type='" + type + "' id='1' from='" + asker.jid() + "' to='" + BALCONY + "'/>");
        }
    }

    private static void assertRefused(TestClient asker, TestClient juliet) {
        for (String type : List.of("get", "set")) {
            asker.sends(iq(type, "1", BALCONY))
                    .receives(unavailable("1", BALCONY))
                    .receivesNothing();
        }
        juliet.receivesNothing();
    }

    @Test
    @Section(value = "8.5.3.1", rules = "R228")
    void subscribersMayAsk(TestServer server) {
        TestClient juliet = server.connect(BALCONY);
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        Friends.subscribe(romeo, juliet);
        assertAnswered(romeo, juliet);

        Friends.subscribe(juliet, romeo);
        assertAnswered(romeo, juliet);

        juliet.sends("<presence to='romeo@capulet.lit' type='unsubscribed'/>");
        romeo.received();
        juliet.received();
        assertRefused(romeo, juliet);
        juliet.sends(iq("get", "2", "romeo@capulet.lit/orchard")).receivesNothing();
        romeo.receives("<iq type='get' id='2'/>").receivesNothing();
    }

    @Test
    @Section(value = "8.5.3.1", rules = "R228")
    void thoseWhoAreOnlyContactsOrHaveOnlyAskedMayNot(TestServer server) {
        TestClient juliet = server.connect(BALCONY);
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");
        TestClient tybalt = server.connect("tybalt@capulet.lit/street");
        TestClient paris = server.connect("paris@capulet.lit/church");
        Friends.subscribe(juliet, nurse);
        tybalt.sends("<presence to='" + JULIET + "' type='subscribe'/>");
        juliet.sends("<presence to='paris@capulet.lit' type='subscribed'/>").received();
        nurse.received();

        assertRefused(nurse, juliet);
        assertRefused(tybalt, juliet);
        assertRefused(paris, juliet);
    }

    @Test
    @Section(value = "8.5.3.1", rules = "R228")
    void thoseWhoGotDirectedPresenceMayAskThatResourceAsLongAsItIsNotTakenBack(TestServer server) {
        TestClient juliet = server.connect(BALCONY);
        TestClient chamber = server.connect(JULIET + "/chamber");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        juliet.sends("<presence to='romeo@capulet.lit/orchard'/>");
        romeo.received();

        assertAnswered(romeo, juliet);
        romeo.sends(iq("get", "2", JULIET + "/chamber")).receives(unavailable("2", JULIET + "/chamber"));
        chamber.receivesNothing();

        juliet.sends("<presence to='romeo@capulet.lit/orchard' type='unavailable'/>");
        romeo.received();
        assertRefused(romeo, juliet);
    }

    @Test
    @Section(value = "8.5.3.1", rules = "R228")
    void aRoomThatWasJoinedMayForwardRequestsOfItsOccupants(TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = server.connect(BALCONY);
        String request =
                "<iq type='get' id='1' from='hall@rooms.lit/romeo' to='" + BALCONY + "'><query xmlns='urn:x'/></iq>";
        rooms.sends(request).receives(unavailable("1", BALCONY));

        juliet.sends("<presence to='hall@rooms.lit/juliet'/>");
        rooms.received();
        rooms.sends(request).receivesNothing();
        juliet.receives(request);
        rooms.sends(request.replace("hall@", "cellar@")).receives(unavailable("1", BALCONY));
    }

    @Test
    @Section(value = "8.5.3.1", rules = "R228")
    void theAccountItselfItsServerAndServicesOfThisServerMayAlwaysAsk(TestServer server) {
        TestComponent service = server.component("pubsub.lit");
        TestClient juliet = server.connect(BALCONY);
        TestClient chamber = server.connect(JULIET + "/chamber");

        assertAnswered(chamber, juliet);
        for (String asker : List.of("pubsub.lit", "pubsub.lit/node")) {
            service.sends("<iq type='get' id='3' from='" + asker + "' to='" + BALCONY + "'><query xmlns='urn:x'/></iq>")
                    .receivesNothing();
            juliet.receives("<iq type='get' id='3' from='" + asker + "'/>");
        }
        service.sends("<iq type='get' id='4' from='mouse@pubsub.lit' to='" + BALCONY + "'><query xmlns='urn:x'/></iq>")
                .receives(unavailable("4", BALCONY));
        juliet.receivesNothing();
    }
}
