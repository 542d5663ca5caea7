package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.session.ActingFor;
import im.regent.core.stanza.Iq;
import im.regent.core.xml.Element;
import im.regent.testkit.Section;
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
@Section(value = "4.2", rules = "T13")
class ForgeryGuardTest {
    private static final String PRIVILEGE =
            "<privilege xmlns='urn:xmpp:privilege:2'><perm access='roster' type='both'/></privilege>";
    private static final String FORBIDDEN = "<error type='auth'><forbidden xmlns='{stanzas}'/></error>";

    private static TestComponent pubsub(TestServer server) {
        TestComponent component = server.component("pubsub.capulet.lit");
        component.received();
        return component;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pubsub.capulet.lit", "x@pubsub.capulet.lit", "pubsub.capulet.lit/x"})
    void forgedAdvertisementIsDropped(String to, TestServer server) {
        TestComponent pubsub = pubsub(server);

        server.connect("romeo@montague.lit/orchard")
                .sends("<message to='" + to + "'>" + PRIVILEGE + "</message>")
                .sends("<message to='" + to + "'><body>b</body>" + PRIVILEGE + "</message>")
                .sends("<presence to='" + to + "'>" + PRIVILEGE + "</presence>")
                .sends("<iq type='result' id='q1' to='" + to + "'>" + PRIVILEGE + "</iq>")
                .receivesNothing();

        pubsub.receivesNothing();
    }

    @Test
    void forgedRequestIsAnswered(TestServer server) {
        TestComponent pubsub = pubsub(server);

        server.connect("romeo@montague.lit/orchard")
                .sends("<iq type='set' id='f1' to='pubsub.capulet.lit'>" + PRIVILEGE + "</iq>")
                .receives("<iq type='error' id='f1'>" + FORBIDDEN + "</iq>")
                .receivesNothing();
        pubsub.receivesNothing();
    }

    @Test
    void anotherComponentCannotAdvertise(TestServer server) {
        TestComponent pubsub = pubsub(server);

        server.component("plain.lit")
                .sends("<message from='plain.lit' to='pubsub.capulet.lit' id='m'>" + PRIVILEGE + "</message>")
                .receives("<message type='error' id='m' from='pubsub.capulet.lit'>" + FORBIDDEN + "</message>");
        pubsub.receivesNothing();
    }

    @Test
    void rosterPushFromTheBareAddressOfAnAccountIsOnlyTheServers(TestServer server) {
        TestComponent pubsub = pubsub(server);
        server.account("juliet@capulet.lit");
        Jid juliet = Jid.valueOf("juliet@capulet.lit");
        Iq push = Iq.request(
                Iq.Type.SET,
                "p1",
                Element.of(
                        PrivilegeXml.ROSTER,
                        "query",
                        Element.of(PrivilegeXml.ROSTER, "item").with("jid", "a@b.lit")));

        server.routing()
                .router()
                .submit(
                        push.withFrom(juliet).withTo(Jid.valueOf("pubsub.capulet.lit")),
                        ActingFor.unanswered(juliet, Runnable::run));

        pubsub.receivesNothing();
    }

    @Test
    void ordinaryStanzasToTheEntityPass(TestServer server) {
        TestComponent pubsub = pubsub(server);

        server.connect("romeo@montague.lit/orchard")
                .sends("<message id='m1' to='pubsub.capulet.lit'><body>b</body></message>")
                .sends("<iq type='set' id='i1' to='pubsub.capulet.lit'><query xmlns='jabber:iq:roster'/></iq>")
                .sends("<presence id='p1' to='pubsub.capulet.lit'/>");

        pubsub.receives("<message id='m1' from='romeo@montague.lit/orchard'/>")
                .receives("<iq id='i1' from='romeo@montague.lit/orchard'/>")
                .receives("<presence id='p1'/>")
                .receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "capulet.lit",
                "juliet@capulet.lit",
                "juliet@capulet.lit/balcony",
                "nobody@capulet.lit",
                "plain.lit",
                "romeo@montague.lit"
            })
    @Section(
            value = "6.3",
            rules = {"P2", "P19"})
    void wrapperOfAUserIsForbiddenAndNeverDelivered(String to, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestComponent plain = server.component("plain.lit");

        server.connect("romeo@montague.lit/orchard")
                .sends("<iq type='get' id='q1' to='" + to + "'><privileged_iq xmlns='urn:xmpp:privilege:2'>"
                        + "<iq xmlns='jabber:client' type='get' id='s1'><ping xmlns='urn:xmpp:ping'/></iq>"
                        + "</privileged_iq></iq>")
                .receives("<iq type='error' id='q1'>" + FORBIDDEN + "</iq>")
                .receivesNothing();
        juliet.receivesNothing();
        plain.receivesNothing();
    }
}
