package im.regent.privilege;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Scene.PUBSUB)
@Spec(xep = 356, version = "0.4.1")
class PrivilegedIqRefusalTest {
    private static final String PAYLOAD =
            "<pubsub xmlns='http://jabber.org/protocol/pubsub'><subscribe node='n' jid='juliet@capulet.lit'/></pubsub>";
    private static final String FORBIDDEN =
            "<error type='auth'><forbidden xmlns='{stanzas}'/><text xmlns='{stanzas}'>{any}</text></error>";

    private static String wrapped(String from, String to, String type, String inner) {
        return "<iq type='" + type + "' from='" + from + "' to='" + to + "' id='q1'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'>" + inner + "</privileged_iq></iq>";
    }

    private static String ping(String account, String id, String to) {
        return "<iq type='get' from='pubsub.capulet.lit' to='" + account + "' id='" + id + "'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='get' id='s1' to='" + to
                + "'><ping xmlns='urn:xmpp:ping'/></iq></privileged_iq></iq>";
    }

    private static TestComponent connected(TestServer server, String domain) {
        server.account("juliet@capulet.lit").account("nurse@capulet.lit").account("admin@capulet.lit");
        TestComponent component = server.component(domain);
        component.received();
        return component;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "juliet@capulet.lit/balcony",
                "capulet.lit",
                "a@elsewhere.lit",
                "elsewhere.lit",
                "nobody@capulet.lit",
                "gateway.capulet.lit",
                "x@gateway.capulet.lit",
                "romeo@montague.lit",
                "admin@capulet.lit"
            })
    @Section(
            value = "6.3",
            rules = {"P19", "T17"})
    void wrapperIsNeverDelivered(String to, TestServer server) {
        TestComponent gateway = connected(server, "gateway.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        server.account("romeo@montague.lit");

        connected(server, "pubsub.capulet.lit")
                .sends(ping(to, "q1", "capulet.lit"))
                .receives("<iq type='error' id='q1' from='" + to + "' to='pubsub.capulet.lit'>" + FORBIDDEN + "</iq>")
                .receivesNothing();
        juliet.receivesNothing();
        gateway.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<iq xmlns='jabber:client' type='set' id='s1'><query xmlns='jabber:iq:private'/></iq>",
                "<iq xmlns='jabber:client' type='set' id='s1'><ping xmlns='urn:xmpp:ping'/></iq>",
                "<iq xmlns='jabber:client' type='set' id='s1'><query xmlns='jabber:iq:roster'/></iq>",
                "<iq xmlns='jabber:component:accept' type='set' id='s1'>" + PAYLOAD + "</iq>",
                "<iq type='set' id='s1'>" + PAYLOAD + "</iq>",
                "<iq xmlns='jabber:client' type='set' id='s1' from='nurse@capulet.lit'>" + PAYLOAD + "</iq>",
                "<iq xmlns='jabber:client' type='set' id='s1' from='juliet@capulet.lit/balcony'>" + PAYLOAD + "</iq>",
                "<iq xmlns='jabber:client' type='get' id='s1'>" + PAYLOAD + "</iq>"
            })
    @Section(
            value = "6.3",
            rules = {"P20", "P21", "P22", "P23", "P24", "T16"})
    void whatTheSpecificationListsIsForbidden(String inner, TestServer server) {
        connected(server, "pubsub.capulet.lit")
                .sends(wrapped("pubsub.capulet.lit", "juliet@capulet.lit", "set", inner))
                .receives("<iq type='error' id='q1' from='juliet@capulet.lit'>" + FORBIDDEN + "</iq>")
                .receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<iq xmlns='jabber:client' type='set'>" + PAYLOAD + "</iq>",
                "<iq xmlns='jabber:client' type='set' id='s1'/>",
                "<iq xmlns='jabber:client' type='set' id='s1'>" + PAYLOAD + PAYLOAD + "</iq>",
                "<message xmlns='jabber:client' type='set' id='s1'>" + PAYLOAD + "</message>",
                "<iq xmlns='jabber:client' type='set' id='s1'>" + PAYLOAD + "</iq><x xmlns='a:b'/>"
            })
    @Section(
            value = "6.3",
            rules = {"T14", "T15", "T18"})
    void whatIsNotOneWholeRequestIsABadRequest(String inner, TestServer server) {
        connected(server, "pubsub.capulet.lit")
                .sends(wrapped("pubsub.capulet.lit", "juliet@capulet.lit", "set", inner))
                .receives("<iq type='error' id='q1' from='juliet@capulet.lit'><error type='modify'>"
                        + "<bad-request xmlns='{stanzas}'/></error></iq>")
                .receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.lit", "x@pubsub.capulet.lit", "pubsub.capulet.lit/x", "gateway.capulet.lit"})
    @Section(
            value = "6.3",
            rules = {"P20", "T11"})
    void othersAreForbiddenWhetherThereIsAnAccountOrNot(String from, TestServer server) {
        TestComponent component = connected(server, from.replaceAll(".*@|/.*", ""));
        for (String account : new String[] {"juliet@capulet.lit", "nobody@capulet.lit"}) {
            component
                    .sends(ping(account, "q1", "capulet.lit")
                            .replace("from='pubsub.capulet.lit'", "from='" + from + "'"))
                    .receives("<iq type='error' id='q1' to='" + from + "'><error type='auth'>"
                            + "<forbidden xmlns='{stanzas}'/><text xmlns='{stanzas}'>iq permission of capulet.lit is"
                            + " not granted to " + from + "</text></error></iq>")
                    .receivesNothing();
        }
    }
}
