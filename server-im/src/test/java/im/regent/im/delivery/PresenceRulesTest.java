package im.regent.im.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6121 §8.5, presence: every type, to every kind of address, of accounts in every state. */
@XmppTest(features = {"delivery", "offline", "subscription"})
@Spec(rfc = 6121)
class PresenceRulesTest {
    private static final String SENDER = "mouse@rooms.lit";
    private static final String JULIET = "juliet@capulet.lit";
    private static final String STATUS = "<status>squeak</status>";

    private static String presence(String type, String to) {
        return "<presence id='p' from='" + SENDER + "/hole' to='" + to + "'"
                + (type.isEmpty() ? "" : " type='" + type + "'") + ">" + STATUS + "</presence>";
    }

    /** Who got something: numbers of resources; and what came back. */
    private static String fate(List<TestClient> clients, TestComponent rooms, String type, String to) {
        rooms.sends(presence(type, to));
        String got = IntStream.range(0, clients.size())
                .filter(i -> clients.get(i).received().stream()
                                .filter(stanza -> stanza.localName().equals("presence"))
                                .peek(stanza -> assertThat(stanza.children()).hasSize(1))
                                .count()
                        == 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining());
        String answers = rooms.received().stream()
                .map(answer -> answer.attribute("type", "available") + " from " + answer.attribute("from", ""))
                .collect(Collectors.joining(", "));
        return (got + " " + answers).strip();
    }

    /** The resources of an account that are available. */
    private static String available(AccountState account) {
        return switch (account) {
            case MISSING, OFFLINE, CONNECTED -> "";
            case NEGATIVE, ONE -> "0";
            case ALL_NEGATIVE, ONE_AND_NEGATIVE, EQUAL -> "01";
            case DIFFERENT -> "012";
            case SEVERAL -> "0123";
        };
    }

    static Stream<Arguments> everyStateAndBothTypes() {
        return Stream.of(AccountState.values())
                .flatMap(account -> Stream.of(Arguments.of(account, ""), Arguments.of(account, "unavailable")));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndBothTypes")
    @Section(
            value = "8.5.2.1.2",
            rules = {"R197", "R223", "R224"})
    void presenceForTheBareAddressReachesAllAvailableResources(AccountState account, String type, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestComponent rooms = server.component("rooms.lit");
        rooms.sends(presence(type, JULIET));

        List<Integer> got = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            for (Element stanza : clients.get(i).received()) {
                assertThat(stanza.attribute("to")).as("unchanged").contains(JULIET);
                assertThat(stanza.attribute("from")).contains(SENDER + "/hole");
                got.add(i);
            }
        }
        assertThat(got.stream().map(String::valueOf).collect(Collectors.joining()))
                .isEqualTo(available(account));
        rooms.receivesNothing();
    }

    @ParameterizedTest
    @MethodSource("everyStateAndBothTypes")
    @Section(
            value = "8.5.3",
            rules = {"R223", "R224"})
    void presenceForAFullAddressReachesThatResourceOrNobody(AccountState account, String type, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestComponent rooms = server.component("rooms.lit");

        assertThat(fate(clients, rooms, type, JULIET + "/r0")).isEqualTo(clients.isEmpty() ? "" : "0");
        assertThat(fate(clients, rooms, type, JULIET + "/gone")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unavailable", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "error"})
    @Section(value = "8.5.1", rules = "R223")
    void presenceForAMissingAccountIsIgnored(String type, TestServer server) {
        TestComponent rooms = server.component("rooms.lit");

        for (String resource : List.of("", "/r0")) {
            rooms.sends(presence(type, "nobody@capulet.lit" + resource)).receivesNothing();
        }
        server.account("nobody@capulet.lit");
        TestClient successor = server.connect("nobody@capulet.lit/r0").sends("<presence/>");
        successor.receives("<presence from='nobody@capulet.lit/r0'/>").receivesNothing();
    }

    @ParameterizedTest
    @EnumSource(AccountState.class)
    @Section(
            value = "8.5.1",
            rules = {"R198", "R223"})
    void aProbeWithoutRightIsAnsweredAsIfThereWereNoAccount(AccountState account, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestComponent rooms = server.component("rooms.lit");

        for (String resource : List.of("", "/r0", "/gone")) {
            assertThat(fate(clients, rooms, "probe", JULIET + resource)).isEqualTo("unsubscribed from " + JULIET);
        }
    }

    @ParameterizedTest
    @EnumSource(AccountState.class)
    @Section(value = "8.5", rules = "R220")
    void errorsReachTheResourceThatTheyAreForOrNobody(AccountState account, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestComponent rooms = server.component("rooms.lit");

        assertThat(fate(clients, rooms, "error", JULIET)).isEmpty();
        assertThat(fate(clients, rooms, "error", JULIET + "/gone")).isEmpty();
        assertThat(fate(clients, rooms, "error", JULIET + "/r0")).isEqualTo(clients.isEmpty() ? "" : "0");
    }

    @ParameterizedTest
    @EnumSource(value = AccountState.class, names = "MISSING", mode = EnumSource.Mode.EXCLUDE)
    @Section(value = "8.5.3.2.2", rules = "R225")
    void aRequestForAnyFullAddressIsForTheAccount(AccountState account, TestServer server) {
        List<TestClient> clients = account.connect(server);
        TestComponent rooms = server.component("rooms.lit");

        assertThat(fate(clients, rooms, "subscribe", JULIET + "/gone")).isEqualTo(available(account));
        TestClient later = server.connect(JULIET + "/later").sends("<presence/>");
        assertThat(later.received())
                .filteredOn(stanza -> stanza.attribute("type", "").equals("subscribe"))
                .singleElement()
                .satisfies(request -> assertThat(request.attribute("to")).contains(JULIET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribed", "unsubscribe", "unsubscribed"})
    @Section(value = "8.5.3.2.2", rules = "R225")
    void otherSubscriptionStanzasForAResourceThatIsGoneAreIgnored(String type, TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        TestClient juliet = im.regent.im.Friends.interested(server.connect(JULIET + "/r0"));
        // From + Pending Out: to the bare address, each of the three would change it.
        rooms.sends(presence("subscribe", JULIET));
        juliet.sends("<presence to='" + SENDER + "' type='subscribed'/><presence to='" + SENDER
                        + "' type='subscribe'/>")
                .received();
        rooms.received();

        rooms.sends(presence(type, JULIET + "/gone")).receivesNothing();
        juliet.receivesNothing();
        rooms.sends(presence(type, JULIET + "/r0"));
        juliet.receives("<presence type='" + type + "' to='" + JULIET + "'/>")
                .receives("<iq type='set'/>")
                .receivesNothing();
    }

    @ParameterizedTest
    @EnumSource(AccountState.class)
    @Section(
            value = "8.5.3.2.2",
            rules = {"R202", "R225"})
    void aSubscribersProbeForAFullAddressTellsWhetherThatResourceIsThere(AccountState account, TestServer server) {
        TestComponent rooms = server.component("rooms.lit");
        if (account.exists()) {
            TestClient juliet = server.connect(JULIET + "/earlier");
            rooms.sends(presence("subscribe", JULIET));
            juliet.sends("<presence to='" + SENDER + "' type='subscribed'/>").losesConnection();
        }
        List<TestClient> clients = account.connect(server);
        rooms.received();

        boolean isThere = !available(account).isEmpty();
        String refused = "unsubscribed from " + JULIET;
        assertThat(fate(clients, rooms, "probe", JULIET + "/gone"))
                .isEqualTo(account.exists() ? "unavailable from " + JULIET + "/gone" : refused);
        assertThat(fate(clients, rooms, "probe", JULIET + "/r0"))
                .isEqualTo(
                        account.exists()
                                ? (isThere ? "available from " : "unavailable from ") + JULIET + "/r0"
                                : refused);
    }
}
