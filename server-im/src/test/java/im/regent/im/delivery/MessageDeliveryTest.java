package im.regent.im.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages for accounts, apart from Table 1, which is in {@link MessageRulesTest}. */
@XmppTest(features = {"delivery", "offline"})
@Spec(rfc = 6121)
class MessageDeliveryTest {
    private static final String[] TYPES = {"normal", "chat", "groupchat", "headline", "error"};

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
