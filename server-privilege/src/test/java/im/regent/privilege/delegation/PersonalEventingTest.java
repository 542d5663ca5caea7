package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.Stage.PUBSUB;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;

/** A component is all there is of a service for personal eventing: delegation brings requests, privileges the rest. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP)
@Spec(xep = 163, version = "1.2.2")
class PersonalEventingTest {
    private static final String CAPS =
            "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='urn:client' ver='v1'/>";
    private static final String INFO = "http://jabber.org/protocol/disco#info";

    private static void contacts(TestClient one, TestClient other) {
        one.sends("<presence to='" + other.jid().bare() + "' type='subscribe'/>");
        other.sends("<presence to='" + one.jid().bare() + "' type='subscribed'/>")
                .sends("<presence to='" + one.jid().bare() + "' type='subscribe'/>");
        one.sends("<presence to='" + other.jid().bare() + "' type='subscribed'/>");
        one.received();
        other.received();
    }

    private static String event(String to) {
        return "<message from='pubsub.capulet.lit' to='capulet.lit' id='e1'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' type='headline' id='event1'"
                + " from='juliet@capulet.lit' to='" + to + "'><event xmlns='" + PUBSUB + "#event'>"
                + "<items node='urn:xmpp:mood'/></event></message></forwarded></privilege></message>";
    }

    @Test
    @Section("4.3")
    void publishedItemReachesContactsWhoseClientsWantIt(TestServer server) {
        // The service hears who is there and what their clients can do, and whether they are contacts.
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        contacts(juliet, romeo);
        TestComponent pubsub = Stage.pubsub(server);
        romeo.sends("<presence>" + CAPS + "</presence>");
        juliet.received();
        romeo.received();
        pubsub.receives("<presence from='romeo@montague.lit/orchard'>" + CAPS + "</presence>")
                .sends("<iq type='get' id='roster1' from='pubsub.capulet.lit' to='juliet@capulet.lit'>"
                        + "<query xmlns='jabber:iq:roster'/></iq>")
                .receives("<iq type='result' id='roster1'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@montague.lit' subscription='both'/></query></iq>");
        pubsub.sends(
                "<iq type='get' id='caps1' from='pubsub.capulet.lit' to='romeo@montague.lit/orchard'><query xmlns='"
                        + INFO + "' node='urn:client#v1'/></iq>");
        romeo.receives("<iq type='get' id='caps1' from='pubsub.capulet.lit'/>");

        // The owner publishes, to nobody in particular as to the account.
        juliet.sends(Stage.publish("pep1", ""));
        pubsub.sends(event("romeo@montague.lit/orchard") + event("juliet@capulet.lit/balcony"))
                .sends(Stage.answer(
                        last(pubsub),
                        Stage.iq(
                                "result",
                                "juliet@capulet.lit/balcony",
                                "pep1",
                                "<pubsub xmlns='" + PUBSUB + "'><publish node='urn:xmpp:mood'/></pubsub>")));

        String expected = "<message type='headline' id='event1' from='juliet@capulet.lit'><event xmlns='" + PUBSUB
                + "#event'><items node='urn:xmpp:mood'/></event></message>";
        romeo.receives(expected).receivesNothing();
        juliet.receives(expected).receives("<iq type='result' id='pep1'/>").receivesNothing();

        // Another client wants other notifications.
        romeo.sends("<presence><show>away</show>" + CAPS + "</presence>");
        pubsub.receivesNothing();
        romeo.sends("<presence>" + CAPS.replace("'v1'", "'v2'") + "</presence>");
        pubsub.receives("<presence from='romeo@montague.lit/orchard'>" + CAPS.replace("'v1'", "'v2'") + "</presence>")
                .receivesNothing();
    }

    private static Element last(TestComponent pubsub) {
        var received = pubsub.received();
        return received.get(received.size() - 1);
    }

    @Test
    @Section("5")
    void contactReadsTheOwnersItems(TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent pubsub = Stage.pubsub(server);
        TestClient romeo = server.connect("romeo@montague.lit/orchard")
                .sends("<iq type='get' id='i1' to='juliet@capulet.lit'><pubsub xmlns='" + PUBSUB
                        + "'><items node='urn:xmpp:mood'/></pubsub></iq>");
        String items = "<pubsub xmlns='" + PUBSUB + "'><items node='urn:xmpp:mood'><item id='1'><x xmlns='urn:x'>"
                + "text &lt; more</x></item></items></pubsub>";

        pubsub.sends(
                Stage.answer(Stage.wrapper(pubsub), Stage.iq("result", "romeo@montague.lit/orchard", "i1", items)));

        romeo.receives("<iq type='result' id='i1' from='juliet@capulet.lit'>" + items + "</iq>")
                .receivesNothing();
    }

    @Test
    @Section("6.1")
    void accountsAdvertiseTheService(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        for (Element question : pubsub.received()) {
            String node = question.firstChild().orElseThrow().attribute("node", "");
            if (node.startsWith("urn:xmpp:delegation:2:bare:http")) {
                pubsub.sends(Stage.around(
                        question,
                        "<query xmlns='" + INFO + "' node='" + node + "'><identity category='pubsub' type='pep'/>"
                                + "<feature var='" + PUBSUB + "#publish'/></query>"));
            }
        }
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        contacts(juliet, romeo);

        Element info = romeo.sends("<iq type='get' id='d1' to='juliet@capulet.lit'><query xmlns='" + INFO + "'/></iq>")
                .received()
                .get(0);

        assertThat(info.toString())
                .contains("<identity category='pubsub' type='pep'/>", "<feature var='" + PUBSUB + "#publish'/>");
    }

    @Test
    @Section("7")
    void largeAnswerPasses(TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends(Stage.publish("pep1", ""));
        String large = "x".repeat(200_000);

        pubsub.sends(Stage.answer(
                Stage.wrapper(pubsub),
                Stage.iq("result", "juliet@capulet.lit/balcony", "pep1", "<x xmlns='urn:x'>" + large + "</x>")));

        assertThat(juliet.received())
                .singleElement()
                .satisfies(answer ->
                        assertThat(answer.firstChild().orElseThrow().text()).isEqualTo(large));
    }
}
