package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.Stage.PUBSUB;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
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

/** Subscriptions that a managing entity keeps for the user. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP)
@Spec(xep = 376, version = "0.2")
class PubsubAccountManagementTest {
    private static final String BALCONY = "juliet@capulet.lit/balcony";

    private static String pam(String attribute, String what) {
        return "<iq type='set' id='sub1'><pam xmlns='urn:xmpp:pam:0' " + attribute + "='plain.lit'>" + payload(what)
                + "</pam></iq>";
    }

    private static String payload(String what) {
        return "<" + what + " xmlns='" + PUBSUB + "' node='princely_musings' jid='juliet@capulet.lit'/>";
    }

    private static String privileged(String what) {
        return "<iq type='set' from='pubsub.capulet.lit' to='juliet@capulet.lit' id='q1'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='set' id='s1'"
                + " to='plain.lit'><pubsub xmlns='" + PUBSUB + "'>" + payload(what)
                + "</pubsub></iq></privileged_iq></iq>";
    }

    private static String notify(String state) {
        return "<message from='pubsub.capulet.lit' to='capulet.lit' id='n1'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' id='notify1'"
                + " from='juliet@capulet.lit' to='juliet@capulet.lit'><notify xmlns='urn:xmpp:pam:0' service='plain.lit'>"
                + "<subscription xmlns='" + PUBSUB + "' node='princely_musings' subscription='" + state + "'/></notify>"
                + "<store xmlns='urn:xmpp:hints'/></message></forwarded></privilege></message>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscribe", "unsubscribe"})
    @Section(
            value = "3.2",
            rules = {"A1", "A2", "A4", "A5", "A7"})
    void subscriptionGoesThroughTheEntityAndAllDevicesHearOfIt(String what, TestServer server) {
        TestClient balcony = server.connect(BALCONY).available();
        TestClient phone = server.connect("juliet@capulet.lit/phone").available();
        balcony.received();
        TestComponent service = server.component("plain.lit");
        TestComponent pubsub = Stage.pubsub(server);

        balcony.sends(pam("jid", what)).receivesNothing();
        Element wrapper = Stage.wrapper(pubsub);
        pubsub.sends(privileged(what));
        service.receives("<iq type='set' id='s1' from='juliet@capulet.lit'><pubsub xmlns='" + PUBSUB + "'>"
                        + payload(what) + "</pubsub></iq>")
                .sends("<iq type='result' id='s1' from='plain.lit' to='juliet@capulet.lit'/>");
        pubsub.receives("<iq type='result' id='q1'/>")
                .sends(notify(what + "d") + Stage.answer(wrapper, Stage.iq("result", BALCONY, "sub1", "")))
                .receivesNothing();

        String notification = "<message id='notify1' from='juliet@capulet.lit'><notify xmlns='urn:xmpp:pam:0'>"
                + "<subscription xmlns='" + PUBSUB + "' subscription='" + what + "d'/></notify></message>";
        balcony.receives(notification).receives("<iq type='result' id='sub1'/>").receivesNothing();
        phone.receives(notification).receivesNothing();
    }

    @Test
    @Section(value = "3.2", rules = "A4")
    void notificationIsArchivedOnce(TestServer server) {
        TestClient balcony = server.connect(BALCONY).available();
        Stage.pubsub(server).sends(notify("subscribed"));
        balcony.receives("<message id='notify1'/>").receivesNothing();

        balcony.sends("<iq type='set' id='m1'><query xmlns='urn:xmpp:mam:2'/></iq>");

        assertThat(balcony.received())
                .hasSize(2)
                .first()
                .asString()
                .contains("<result xmlns='urn:xmpp:mam:2'", "id='notify1'");
    }

    @Test
    @Section(value = "3.2", rules = "A3")
    void refusalOfTheServiceReachesTheClientAsItIs(TestServer server) {
        TestClient balcony = server.connect(BALCONY);
        TestComponent service = server.component("plain.lit");
        TestComponent pubsub = Stage.pubsub(server);
        balcony.sends(pam("jid", "subscribe"));
        Element wrapper = Stage.wrapper(pubsub);
        String error = "<error type='auth' by='plain.lit'><not-authorized xmlns='{stanzas}'/>"
                + "<presence-subscription-required xmlns='http://jabber.org/protocol/pubsub#errors'/></error>";

        pubsub.sends(privileged("subscribe"));
        service.received();
        service.sends("<iq type='error' id='s1' from='plain.lit' to='juliet@capulet.lit'>" + error + "</iq>");
        pubsub.receives("<iq type='error' id='q1'><privilege xmlns='urn:xmpp:privilege:2'>"
                        + "<forwarded xmlns='urn:xmpp:forward:0'><iq xmlns='jabber:client' type='error' id='s1'>"
                        + error
                        + "</iq></forwarded></privilege>" + error + "</iq>")
                .sends(Stage.answer(wrapper, Stage.iq("error", BALCONY, "sub1", error)));

        balcony.receives("<iq type='error' id='sub1'>" + error + "</iq>").receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jid", "service"})
    @Section(value = "3.2", rules = "A8")
    void eitherNameOfTheServiceReachesTheEntity(String attribute, TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);

        server.connect(BALCONY).sends(pam(attribute, "subscribe"));

        Element request = Stage.inner(Stage.wrapper(pubsub)).firstChild().orElseThrow();
        assertThat(request.attribute(attribute)).contains("plain.lit");
    }

    @Test
    @Section(value = "3.1.2", rules = "A6")
    void accountsAdvertiseIt(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        for (Element question : pubsub.received()) {
            String node = question.firstChild().orElseThrow().attribute("node", "");
            if (node.equals("urn:xmpp:delegation:2:bare:urn:xmpp:pam:0")) {
                pubsub.sends(Stage.around(
                        question,
                        "<query xmlns='http://jabber.org/protocol/disco#info' node='" + node
                                + "'><feature var='urn:xmpp:pam:0'/></query>"));
            }
        }

        server.connect(BALCONY)
                .sends("<iq type='get' id='d' to='juliet@capulet.lit'>"
                        + "<query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .receives(
                        "<iq type='result' id='d' from='juliet@capulet.lit'>"
                                + "<query xmlns='http://jabber.org/protocol/disco#info'><feature var='urn:xmpp:pam:0'/></query></iq>");
    }

    @Shuffled
    @Section(value = "3.2", rules = "A5")
    void notificationComesBeforeTheResult(long seed, TestServer server) {
        server.shuffle(seed);
        TestClient balcony = server.connect(BALCONY).available();
        TestComponent pubsub = Stage.pubsub(server);
        for (int i = 0; i < 5; i++) {
            balcony.sends(pam("jid", "subscribe"));
            Element wrapper = Stage.wrapper(pubsub);
            pubsub.sends(notify("subscribed") + Stage.answer(wrapper, Stage.iq("result", BALCONY, "sub1", "")));
            balcony.receives("<message id='notify1'/>")
                    .receives("<iq type='result' id='sub1'/>")
                    .receivesNothing();
        }
    }
}
