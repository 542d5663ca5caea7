package im.regent.im.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table 1 of RFC 6121 §8.5.4, with this server's choices. */
@XmppTest(features = {"delivery", "offline", "subscription"})
@Spec(rfc = 6121)
class MessageRulesTest {
    private static final List<String> TYPES =
            List.of("none", "normal", "unknown", "chat", "groupchat", "headline", "error");

    /**
     * What becomes of a message: {@code E} an error comes back, {@code S} nothing happens, {@code O} it is kept; numbers are
     * the resources that get it.
     */
    private static final String TABLE = """
            #                          none  normal  unknown  chat  groupchat  headline  error
            MISSING           bare      S      S       S       S        E         S        S
            MISSING           no-match  E      E       E       S        E         S        S
            OFFLINE           bare      O      O       O       O        E         S        S
            OFFLINE           no-match  E      E       E       O        E         S        S
            CONNECTED         bare      O      O       O       O        E         S        S
            CONNECTED         match     0      0       0       0        0         0        0
            CONNECTED         no-match  E      E       E       O        E         S        S
            NEGATIVE          bare      O      O       O       O        E         S        S
            NEGATIVE          match     0      0       0       0        0         0        0
            NEGATIVE          no-match  E      E       E       O        E         S        S
            ALL_NEGATIVE      bare      O      O       O       O        E         S        S
            ALL_NEGATIVE      match     0      0       0       0        0         0        0
            ALL_NEGATIVE      no-match  E      E       E       O        E         S        S
            ONE               bare      0      0       0       0        E         0        S
            ONE               match     0      0       0       0        0         0        0
            ONE               no-match  E      E       E       0        E         S        S
            ONE_AND_NEGATIVE  bare      0      0       0       0        E         0        S
            ONE_AND_NEGATIVE  match     0      0       0       0        0         0        0
            ONE_AND_NEGATIVE  no-match  E      E       E       0        E         S        S
            EQUAL             bare      01     01      01      01       E         01       S
            EQUAL             match     0      0       0       0        0         0        0
            EQUAL             no-match  E      E       E       01       E         S        S
            DIFFERENT         bare      012    012     012     1        E         012      S
            DIFFERENT         match     0      0       0       0        0         0        0
            DIFFERENT         no-match  E      E       E       1        E         S        S
            SEVERAL           bare      012    012     012     01       E         012      S
            SEVERAL           match     0      0       0       0        0         0        0
            SEVERAL           no-match  E      E       E       01       E         S        S
            """;

    /** A cell. */
    record Cell(AccountState account, String address, String type, String fate) {
        String to() {
            return switch (address) {
                case "bare" -> "juliet@capulet.lit";
                case "match" -> "juliet@capulet.lit/r0";
                default -> "juliet@capulet.lit/gone";
            };
        }
    }

    private static Stream<Cell> cells(AccountState... accounts) {
        Set<AccountState> wanted = EnumSet.copyOf(List.of(accounts));
        return TABLE.lines().skip(1).flatMap(MessageRulesTest::cellsOf).filter(cell -> wanted.contains(cell.account()));
    }

    private static Stream<Cell> cellsOf(String line) {
        String[] words = line.strip().split("\\s+");
        assertThat(words).hasSize(TYPES.size() + 2);
        return TYPES.stream()
                .map(type -> new Cell(AccountState.valueOf(words[0]), words[1], type, words[TYPES.indexOf(type) + 2]));
    }

    static Stream<Cell> noAccount() {
        return cells(AccountState.MISSING);
    }

    static Stream<Cell> noResource() {
        return cells(AccountState.OFFLINE, AccountState.CONNECTED);
    }

    static Stream<Cell> onlyNegative() {
        return cells(AccountState.NEGATIVE, AccountState.ALL_NEGATIVE);
    }

    static Stream<Cell> oneNonNegative() {
        return cells(AccountState.ONE, AccountState.ONE_AND_NEGATIVE);
    }

    static Stream<Cell> severalNonNegative() {
        return cells(AccountState.EQUAL, AccountState.DIFFERENT, AccountState.SEVERAL);
    }

    static Stream<Cell> errors() {
        return cells(AccountState.values()).filter(cell -> cell.type().equals("error"));
    }

    static Stream<Cell> missingOrUnknownType() {
        return cells(AccountState.values())
                .filter(cell -> cell.type().equals("none") || cell.type().equals("unknown"));
    }

    static Stream<Cell> withNegativeResources() {
        return cells(
                        AccountState.CONNECTED,
                        AccountState.NEGATIVE,
                        AccountState.ALL_NEGATIVE,
                        AccountState.ONE_AND_NEGATIVE,
                        AccountState.SEVERAL)
                .filter(cell -> cell.address().equals("bare"));
    }

    @ParameterizedTest
    @MethodSource("noAccount")
    @Section(value = "8.5.1", rules = "R215")
    void accountThatDoesNotExist(Cell cell, TestServer server) {
        assertThat(fate(cell, server)).isEqualTo(cell.fate());
    }

    @ParameterizedTest
    @MethodSource("noResource")
    @Section(value = "8.5.2.2.1", rules = "R216")
    void accountWithoutAvailableResource(Cell cell, TestServer server) {
        assertThat(fate(cell, server)).isEqualTo(cell.fate());
    }

    @ParameterizedTest
    @MethodSource("onlyNegative")
    @Section(value = "8.5.2.1.1", rules = "R217")
    void accountWithNegativeResourcesOnly(Cell cell, TestServer server) {
        assertThat(fate(cell, server)).isEqualTo(cell.fate());
    }

    @ParameterizedTest
    @MethodSource("oneNonNegative")
    @Section(value = "8.5.2.1.1", rules = "R218")
    void accountWithOneNonNegativeResource(Cell cell, TestServer server) {
        assertThat(fate(cell, server)).isEqualTo(cell.fate());
    }

    @ParameterizedTest
    @MethodSource("severalNonNegative")
    @Section(value = "8.5.4", rules = "R219")
    void accountWithSeveralNonNegativeResources(Cell cell, TestServer server) {
        assertThat(fate(cell, server)).isEqualTo(cell.fate());
    }

    @ParameterizedTest
    @MethodSource("errors")
    @Section(value = "8.5.3.2.1", rules = "R220")
    void errorsReachTheResourceThatTheyAreForOrNobody(Cell cell, TestServer server) {
        assertThat(fate(cell, server)).isEqualTo(cell.address().equals("match") ? "0" : "S");
    }

    @ParameterizedTest
    @MethodSource("missingOrUnknownType")
    @Section(value = "5.2.2", rules = "R222")
    void missingAndUnknownTypesAreNormal(Cell cell, TestServer server) {
        assertThat(fate(new Cell(cell.account(), cell.address(), "normal", ""), server))
                .isEqualTo(cell.fate());
    }

    @ParameterizedTest
    @MethodSource("withNegativeResources")
    @Section(value = "8.5.2.1.1", rules = "R221")
    void whatIsForTheBareAddressReachesNoResourceThatDoesNotWantIt(Cell cell, TestServer server) {
        String unwilling = cell.account() == AccountState.ONE_AND_NEGATIVE ? "1" : "3";
        boolean nobodyIsWilling =
                cell.account().name().contains("NEGATIVE") && cell.account() != AccountState.ONE_AND_NEGATIVE
                        || cell.account() == AccountState.CONNECTED;

        assertThat(fate(cell, server)).doesNotContain(nobodyIsWilling ? List.of("0", "1") : List.of(unwilling));
    }

    private static String fate(Cell cell, TestServer server) {
        List<TestClient> clients = cell.account().connect(server);
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        String type = switch (cell.type()) {
            case "none" -> "";
            case "unknown" -> " type='jingle'";
            default -> " type='" + cell.type() + "'";
        };
        romeo.sends("<message id='m'" + type + " to='" + cell.to() + "'><body>Neither, fair saint</body></message>");

        StringBuilder fate = new StringBuilder();
        for (int i = 0; i < clients.size(); i++) {
            for (Element got : clients.get(i).received()) {
                assertThat(got.attribute("to")).as("R222").contains(cell.to());
                assertThat(got.attribute("from")).contains("romeo@capulet.lit/orchard");
                fate.append(i);
            }
        }
        for (Element answer : romeo.received()) {
            assertThat(answer.attribute("type")).contains("error");
            assertThat(answer.attribute("from")).contains(cell.to());
            assertThat(answer.toString()).contains("service-unavailable").contains("'cancel'");
            fate.append('E');
        }
        if (cell.account().exists()) {
            TestClient later = server.connect("juliet@capulet.lit/later");
            later.sends("<presence><priority>1</priority></presence>");
            later.received().stream()
                    .filter(element -> element.localName().equals("message"))
                    .forEach(kept -> fate.append('O'));
        }
        return fate.isEmpty() ? "S" : fate.toString();
    }

    @Test
    @Section(
            value = "8.1",
            rules = {"R216", "R217", "R218", "R219"})
    void whoMayKnowThatAResourceIsGoneHearsThatAHeadlineCouldNotBeDelivered(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@capulet.lit/orchard").available();
        TestClient tybalt = server.connect("tybalt@capulet.lit/street").available();
        Friends.subscribe(romeo, juliet);
        Friends.subscribe(juliet, tybalt);
        String headline = "<message type='headline' id='h' to='juliet@capulet.lit/gone'><body>x</body></message>";

        romeo.sends(headline)
                .receives("<message type='error' id='h' from='juliet@capulet.lit/gone'><error type='cancel'>"
                        + "<service-unavailable xmlns='{stanzas}'/></error></message>")
                .receivesNothing();
        tybalt.sends(headline).receivesNothing();
        juliet.receivesNothing();
        juliet.sends(headline).receives("<message type='error' id='h'/>").receivesNothing();
    }

    @Test
    @Section(value = "8.5.2.1.1", rules = "R221")
    void resourceThatHasGoneUnavailableGetsNothingMore(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sends("<presence type='unavailable'/>");
        juliet.received();
        server.connect("romeo@capulet.lit/orchard")
                .sends("<message to='juliet@capulet.lit'><body>x</body></message>")
                .receivesNothing();
        juliet.receivesNothing().sends("<presence/>");

        assertThat(juliet.received())
                .filteredOn(element -> element.localName().equals("message"))
                .hasSize(1);
    }
}
