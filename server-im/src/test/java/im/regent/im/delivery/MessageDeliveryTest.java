package im.regent.im.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Table 1 of RFC 6121 §8, cell by cell: what becomes of a message to an account of this server. */
@XmppTest(features = {"delivery", "offline"})
@Spec(rfc = 6121)
class MessageDeliveryTest {
    private static final String[] TYPES = {"normal", "chat", "groupchat", "headline", "error"};

    /** The resources that the account has, with the priorities of their presence. */
    private enum Account {
        MISSING,
        OFFLINE,
        CONNECTED,
        NEGATIVE(-1),
        ONE(0, -1),
        SEVERAL(5, 5, 1, -1);

        private final int[] priorities;

        Account(int... priorities) {
            this.priorities = priorities;
        }

        List<TestClient> connect(TestServer server) {
            List<TestClient> clients = new ArrayList<>();
            if (this == MISSING) {
                return clients;
            }
            server.account("juliet@capulet.lit");
            if (this == CONNECTED) {
                clients.add(server.connect("juliet@capulet.lit/r0"));
            }
            for (int i = 0; i < priorities.length; i++) {
                TestClient client = server.connect("juliet@capulet.lit/r" + i);
                client.sends("<presence><priority>" + priorities[i] + "</priority></presence>");
                clients.add(client);
            }
            clients.forEach(TestClient::received);
            return clients;
        }
    }

    /**
     * What the message did: {@code E} an error came back, {@code S} nothing happened, {@code O} it is kept, otherwise the
     * numbers of the resources that got it.
     */
    private static String fate(TestServer server, Account account, String to, String type) {
        List<TestClient> clients = account.connect(server);
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        romeo.sends("<message id='m' type='" + type + "' to='" + to + "'><body>Neither, fair saint</body></message>");
        StringBuilder fate = new StringBuilder();
        for (int i = 0; i < clients.size(); i++) {
            for (Element got : clients.get(i).received()) {
                assertThat(got.attribute("to")).as("R222").contains(to);
                assertThat(got.attribute("from")).contains("romeo@capulet.lit/orchard");
                fate.append(i);
            }
        }
        for (Element answer : romeo.received()) {
            assertThat(answer.attribute("type")).contains("error");
            assertThat(answer.attribute("from")).contains(to);
            assertThat(answer.toString()).contains("service-unavailable").contains("'cancel'");
            fate.append('E');
        }
        if (account != Account.MISSING) {
            TestClient later = server.connect("juliet@capulet.lit/later");
            later.sends("<presence><priority>1</priority></presence>");
            later.received().stream()
                    .filter(element -> element.localName().equals("message"))
                    .forEach(kept -> fate.append('O'));
        }
        return fate.isEmpty() ? "S" : fate.toString();
    }

    private static void assertFate(TestServer server, Account account, String to, String type, String expected) {
        assertThat(fate(server, account, to, type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING,normal,S", "MISSING,chat,S", "MISSING,groupchat,E", "MISSING,headline,S", "MISSING,error,S",
        "OFFLINE,normal,O", "OFFLINE,chat,O", "OFFLINE,groupchat,E", "OFFLINE,headline,S", "OFFLINE,error,S",
        "CONNECTED,normal,O", "CONNECTED,chat,O", "CONNECTED,groupchat,E", "CONNECTED,headline,S", "CONNECTED,error,S",
        "NEGATIVE,normal,O", "NEGATIVE,chat,O", "NEGATIVE,groupchat,E", "NEGATIVE,headline,S", "NEGATIVE,error,S",
        "ONE,normal,0", "ONE,chat,0", "ONE,groupchat,E", "ONE,headline,0", "ONE,error,S",
        "SEVERAL,normal,012", "SEVERAL,chat,01", "SEVERAL,groupchat,E", "SEVERAL,headline,012", "SEVERAL,error,S"
    })
    @Section(
            value = "8.5.2",
            rules = {"R215", "R216", "R217", "R218", "R219", "R220", "R221", "R222"})
    void messageToTheBareAddress(Account account, String type, String expected, TestServer server) {
        assertFate(server, account, "juliet@capulet.lit", type, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING,normal,E", "MISSING,chat,S", "MISSING,groupchat,E", "MISSING,headline,S", "MISSING,error,S",
        "OFFLINE,normal,E", "OFFLINE,chat,O", "OFFLINE,groupchat,E", "OFFLINE,headline,S", "OFFLINE,error,S",
        "CONNECTED,normal,E", "CONNECTED,chat,O", "CONNECTED,groupchat,E", "CONNECTED,headline,S", "CONNECTED,error,S",
        "NEGATIVE,normal,E", "NEGATIVE,chat,O", "NEGATIVE,groupchat,E", "NEGATIVE,headline,S", "NEGATIVE,error,S",
        "ONE,normal,E", "ONE,chat,0", "ONE,groupchat,E", "ONE,headline,S", "ONE,error,S",
        "SEVERAL,normal,E", "SEVERAL,chat,01", "SEVERAL,groupchat,E", "SEVERAL,headline,S", "SEVERAL,error,S"
    })
    @Section(
            value = "8.5.3.2",
            rules = {"R215", "R216", "R217", "R218", "R219", "R220", "R222"})
    void messageToAFullAddressThatIsNotBound(Account account, String type, String expected, TestServer server) {
        assertFate(server, account, "juliet@capulet.lit/gone", type, expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTED,normal", "CONNECTED,chat", "CONNECTED,groupchat", "CONNECTED,headline", "CONNECTED,error",
        "NEGATIVE,normal", "NEGATIVE,chat", "NEGATIVE,groupchat", "NEGATIVE,headline", "NEGATIVE,error",
        "ONE,normal", "ONE,chat", "ONE,groupchat", "ONE,headline", "ONE,error",
        "SEVERAL,normal", "SEVERAL,chat", "SEVERAL,groupchat", "SEVERAL,headline", "SEVERAL,error"
    })
    @Section(
            value = "8.5.3.1",
            rules = {"R217", "R218", "R219", "R220"})
    void messageToABoundAddressGoesThereAndNowhereElse(Account account, String type, TestServer server) {
        assertFate(server, account, "juliet@capulet.lit/r0", type, "0");
    }

    @Test
    @Section(value = "5.2.2", rules = "R222")
    void missingAndUnknownTypesAreNormal(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        server.connect("romeo@capulet.lit/orchard")
                .sends("<message id='1' to='juliet@capulet.lit'><body>a</body></message>")
                .sends("<message id='2' type='jingle' to='juliet@capulet.lit'><body>b</body></message>")
                .sends("<message id='3' type='jingle' to='juliet@capulet.lit/gone'><body>b</body></message>")
                .receives("<message type='error' id='3'/>");
        juliet.receives("<message id='1'/>")
                .receives("<message id='2' type='jingle'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "10.3.1", rules = "R126")
    void messageWithoutAddressIsForTheOwnAccount(TestServer server) {
        TestClient phone = server.connect("juliet@capulet.lit/phone").available();
        TestClient desk = server.connect("juliet@capulet.lit/desk").available();
        phone.received();
        phone.sends("<message id='n' type='normal'><body>remember</body></message>")
                .receives("<message id='n' to='juliet@capulet.lit' from='juliet@capulet.lit/phone'/>");
        desk.receives("<message id='n' to='juliet@capulet.lit'/>");
    }

    @Test
    @Section(
            value = "13.11",
            rules = {"R134", "R135"})
    void missingAccountAnswersAsOneThatIsOffline(TestServer server) {
        server.account("juliet@capulet.lit");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        for (String resource : new String[] {"", "/gone"}) {
            for (String type : TYPES) {
                String existing = answers(romeo, "juliet", resource, type);
                String missing = answers(romeo, "nobody", resource, type);
                assertThat(missing.replace("nobody", "juliet")).isEqualTo(existing);
            }
        }
    }

    private static String answers(TestClient romeo, String local, String resource, String type) {
        romeo.sends("<message id='m' type='%s' to='%s@capulet.lit%s'><body>x</body></message>"
                .formatted(type, local, resource));
        return romeo.received().stream().map(Element::toString).collect(Collectors.joining());
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

    @Test
    void messageToTheHostIsReadByNobody(TestServer server) {
        server.connect("romeo@capulet.lit/orchard")
                .sends("<message to='capulet.lit'><body>x</body></message>")
                .sends("<message to='capulet.lit/announce'><body>x</body></message>")
                .receivesNothing();
    }

    @Test
    @Section(value = "8.4", rules = "R116")
    void unknownContentIsDeliveredUnchanged(TestServer server) {
        String odd =
                "<x xmlns='urn:odd'><message xmlns='jabber:client' type='error'><body>&lt;&amp;]]&gt;</body></message>"
                        + Stream.generate(() -> "<y>").limit(50).collect(Collectors.joining())
                        + Stream.generate(() -> "</y>").limit(50).collect(Collectors.joining())
                        + "</x>";
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        server.connect("romeo@capulet.lit/orchard")
                .sends("<message type='chat' to='JULIET@Capulet.LIT'>" + odd + "</message>");
        juliet.receives("<message type='chat' to='JULIET@Capulet.LIT'>" + odd + "</message>")
                .receivesNothing();
    }

    @Test
    void everyTypeIsInTheTable() {
        for (DeliveryTable row : DeliveryTable.values()) {
            for (im.regent.core.stanza.Message.Type type : im.regent.core.stanza.Message.Type.values()) {
                assertThat(List.of(TYPES)).contains(type.name().toLowerCase(Locale.ROOT));
                assertThat(row.fate(type, true)).isNotEqualTo(DeliveryTable.Fate.STORE);
            }
        }
    }
}
