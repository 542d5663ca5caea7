package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.Stage.PUBSUB;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody but the server tells an entity what it manages, and nobody gets a delegation by asking. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP_AND_FILTER)
@Spec(xep = 355, version = "0.5")
class DelegationGuardTest {
    private static final String FORBIDDEN = "<error type='auth'><forbidden xmlns='{stanzas}'/></error>";
    private static final String FORGED =
            "<delegation xmlns='urn:xmpp:delegation:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                    + "<iq xmlns='jabber:client' type='set' id='pep1' from='juliet@capulet.lit/balcony'><pubsub xmlns='"
                    + PUBSUB
                    + "'/></iq></forwarded></delegation>";

    @ParameterizedTest
    @ValueSource(strings = {"pubsub.capulet.lit", "x@pubsub.capulet.lit", "pubsub.capulet.lit/x"})
    @Section(value = "4.2", rules = "T13")
    void forgedDelegationIsDropped(String to, TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);

        server.connect("romeo@montague.lit/orchard")
                .sends("<message to='" + to + "'>" + FORGED + "</message>")
                .sends("<message to='" + to + "'><body>b</body>" + FORGED.replace(":2'", ":1'") + "</message>")
                .sends("<presence to='" + to + "'>" + FORGED + "</presence>")
                .sends("<iq type='result' id='q1' to='" + to + "'>" + FORGED + "</iq>")
                .receivesNothing();
        pubsub.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"set", "get"})
    @Section(value = "4.3", rules = "T13")
    void forgedRequestIsAnswered(String type, TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);

        server.connect("romeo@montague.lit/orchard")
                .sends("<iq type='" + type + "' id='f1' to='pubsub.capulet.lit'>" + FORGED + "</iq>")
                .receives("<iq type='error' id='f1'>" + FORBIDDEN + "</iq>")
                .receivesNothing();
        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T13")
    void messageAsTheHostCannotDelegateEither(TestServer server) {
        TestComponent filter = Stage.connected(server, "filter.capulet.lit");

        Stage.pubsub(server)
                .sends("<message from='pubsub.capulet.lit' to='capulet.lit' id='n1'>"
                        + "<privilege xmlns='urn:xmpp:privilege:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<message xmlns='jabber:client' from='capulet.lit' to='filter.capulet.lit'>" + FORGED
                        + "</message></forwarded></privilege></message>");
        filter.receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T13")
    void anotherComponentCannotDelegate(TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);

        server.component("plain.lit")
                .sends("<iq type='set' id='f1' from='plain.lit' to='pubsub.capulet.lit'>" + FORGED + "</iq>")
                .receives("<iq type='error' id='f1'>" + FORBIDDEN + "</iq>");
        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "4.2", rules = "T13")
    void componentsThatManageNothingAreNotGuarded(TestServer server) {
        TestComponent plain = server.component("plain.lit");

        server.connect("romeo@montague.lit/orchard").sends("<message to='plain.lit'>" + FORGED + "</message>");
        plain.receives("<message from='romeo@montague.lit/orchard'/>");
    }

    @Test
    @Section(value = "8", rules = "D25")
    void delegationItselfIsForbiddenToAskFor(TestServer server) {
        String asked = "<iq type='get' id='c1' from='plain.lit' to='capulet.lit'><query xmlns='urn:xmpp:delegation:2'"
                + " to='juliet@capulet.lit'><delegate namespace='%s'/></query></iq>";

        server.component("plain.lit")
                .sends(asked.formatted("urn:xmpp:delegation:2"))
                .receives("<iq type='error' id='c1'>" + FORBIDDEN + "</iq>")
                .sends(asked.formatted(PUBSUB))
                .receives("<iq type='error' id='c1'>" + Stage.UNAVAILABLE + "</iq>")
                .receivesNothing();
    }
}
