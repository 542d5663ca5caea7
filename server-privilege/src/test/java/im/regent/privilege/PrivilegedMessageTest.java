package im.regent.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class PrivilegedMessageTest {
    private static final String FORBIDDEN =
            "<error type='auth'><forbidden xmlns='{stanzas}'/><text xmlns='{stanzas}'>{any}</text></error>";

    private static String wrapped(String from, String to, String inner) {
        return "<message from='" + from + "' to='" + to + "' id='n1'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'>" + inner + "</forwarded></privilege></message>";
    }

    private static String message(String attributes) {
        return wrapped(
                "pubsub.capulet.lit",
                "capulet.lit",
                "<message xmlns='jabber:client' id='foo' " + attributes + "><event xmlns='a:b'>x</event></message>");
    }

    private static TestComponent connected(TestServer server, String domain) {
        server.account("juliet@capulet.lit").account("nurse@capulet.lit");
        TestComponent component = server.component(domain);
        component.received();
        return component;
    }

    @Test
    @Section(
            value = "5.3",
            rules = {"P15", "P1", "T23"})
    void messageIsDeliveredAsTheUsersOwn(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        pubsub.sends(message("from='juliet@capulet.lit' to='romeo@montague.lit/orchard' xml:lang='it' other='x'"))
                .receivesNothing();

        assertThat(romeo.received())
                .singleElement()
                .hasToString("<message xmlns='jabber:client' from='juliet@capulet.lit' to='romeo@montague.lit/orchard'"
                        + " id='foo' xml:lang='it'><event xmlns='a:b'>x</event></message>");
    }

    @Test
    @Section(value = "5.1", rules = "P15")
    void messageMayComeFromTheHostItself(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        pubsub.sends(message("from='capulet.lit' to='romeo@montague.lit/orchard'"))
                .receivesNothing();

        romeo.receives("<message from='capulet.lit' id='foo'><event xmlns='a:b'>x</event></message>");
    }

    @Test
    @Section(value = "5.1", rules = "P14")
    void messageThatIsNotGrantedIsForbidden(TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        String inner = "<message xmlns='jabber:client' from='juliet@capulet.lit' to='romeo@montague.lit/orchard'/>";

        connected(server, "plain.lit")
                .sends(wrapped("plain.lit", "capulet.lit", inner))
                .receives("<message type='error' id='n1' from='capulet.lit' to='plain.lit'>" + FORBIDDEN + "</message>")
                .receivesNothing();
        romeo.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from='juliet@capulet.lit/balcony'",
                "",
                "from='romeo@montague.lit'",
                "from='a@pubsub.capulet.lit'",
                "from='nobody@capulet.lit'",
                "from='admin@capulet.lit'"
            })
    @Section(
            value = "5.1",
            rules = {"P16", "T17"})
    void senderMustBeABareAddressOfTheHost(String from, TestServer server) {
        server.account("admin@capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        connected(server, "pubsub.capulet.lit")
                .sends(message("to='romeo@montague.lit/orchard' " + from))
                .receives("<message type='error' id='n1' from='capulet.lit'>" + FORBIDDEN + "</message>")
                .receivesNothing();
        romeo.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@capulet.lit",
                "juliet@capulet.lit/balcony",
                "montague.lit",
                "gateway.capulet.lit",
                "a@elsewhere.lit"
            })
    @Section(
            value = "5.1",
            rules = {"T12", "P19"})
    void wrapperIsNeverDelivered(String to, TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();

        connected(server, "pubsub.capulet.lit")
                .sends(wrapped(
                        "pubsub.capulet.lit",
                        to,
                        "<message xmlns='jabber:client' from='juliet@capulet.lit' to='nurse@capulet.lit'/>"))
                .receives("<message type='error' id='n1' from='" + to + "'>" + FORBIDDEN + "</message>")
                .receivesNothing();
        gateway.receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Section(value = "5.1", rules = "T14")
    void smuggledStanzasAreBadRequests(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        String good = "<message xmlns='jabber:client' from='juliet@capulet.lit' to='nurse@capulet.lit'/>";
        for (String inner : new String[] {
            "",
            good + good,
            "<message from='juliet@capulet.lit' to='nurse@capulet.lit'/>",
            "<message xmlns='jabber:component:accept' from='juliet@capulet.lit' to='nurse@capulet.lit'/>",
            "<presence xmlns='jabber:client' from='juliet@capulet.lit' to='nurse@capulet.lit'/>",
            "<iq xmlns='jabber:client' from='juliet@capulet.lit' to='nurse@capulet.lit' id='1' type='result'/>"
        }) {
            pubsub.sends(wrapped("pubsub.capulet.lit", "capulet.lit", inner))
                    .receives("<message type='error' id='n1' from='capulet.lit'><error type='modify'>"
                            + "<bad-request xmlns='{stanzas}'/></error></message>")
                    .receivesNothing();
        }
    }

    @Test
    @Section(value = "5.3", rules = "T24")
    void messageWithoutAddresseeIsForTheUser(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        pubsub.received();

        pubsub.sends(message("from='juliet@capulet.lit'")).receivesNothing();
        juliet.receives("<message from='juliet@capulet.lit' id='foo'><event xmlns='a:b'>x</event></message>");

        pubsub.sends(message("from='juliet@capulet.lit' to='juliet@capulet.lit'"))
                .receivesNothing();
        juliet.receives("<message from='juliet@capulet.lit' id='foo'><event xmlns='a:b'>x</event></message>");
    }

    @Test
    @Section(value = "5.3", rules = "T23")
    void messageToAnAddressOfTheEntityIsRoutedToIt(TestServer server) {
        connected(server, "pubsub.capulet.lit")
                .sends(message("from='juliet@capulet.lit' to='x@pubsub.capulet.lit'"))
                .receives("<message from='juliet@capulet.lit' to='x@pubsub.capulet.lit' id='foo'>"
                        + "<event xmlns='a:b'>x</event></message>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "5.3",
            rules = {"P1", "T25"})
    void bouncesAreForNobody(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");

        pubsub.sends(message("from='juliet@capulet.lit' to='a@elsewhere.lit'")).receivesNothing();
        pubsub.sends(message("from='juliet@capulet.lit' to='nobody@montague.lit'"))
                .receivesNothing();

        juliet.receivesNothing();
    }

    @Test
    @Section(value = "5.3", rules = "P41")
    void ordinaryMessagesOfTheEntityAreRouted(TestServer server) {
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");

        pubsub.sends(
                        "<message from='x@pubsub.capulet.lit' to='romeo@montague.lit/orchard' id='m1'><body>b</body></message>")
                .sends("<message from='pubsub.capulet.lit' to='capulet.lit' id='m2'><body>b</body></message>")
                .receivesNothing();

        romeo.receives("<message from='x@pubsub.capulet.lit' id='m1'><body>b</body></message>")
                .receivesNothing();
    }

    @Shuffled
    @Section(
            value = "5.3",
            rules = {"P15", "R124"})
    void messagesStayInOrder(long seed, TestServer server) {
        server.shuffle(seed);
        TestComponent pubsub = connected(server, "pubsub.capulet.lit");
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            String user = i % 2 == 0 ? "juliet" : "nurse";
            burst.append(wrapped(
                    "pubsub.capulet.lit",
                    "capulet.lit",
                    "<message xmlns='jabber:client' id='m" + i + "' from='" + user
                            + "@capulet.lit' to='romeo@montague.lit'><body>x</body></message>"));
        }

        pubsub.sends(burst.toString());

        for (int i = 0; i < 20; i++) {
            romeo.receives("<message id='m" + i + "'/>");
        }
    }
}
