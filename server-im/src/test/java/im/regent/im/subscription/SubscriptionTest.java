package im.regent.im.subscription;

import static im.regent.im.subscription.Scene.juliet;
import static im.regent.im.subscription.Scene.push;
import static im.regent.im.subscription.Scene.romeo;
import static im.regent.im.subscription.Scene.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RFC 6121 §3 between two local accounts; each test shows both sides in full. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "subscription")
@Spec(rfc = 6121)
class SubscriptionTest {
    @Test
    @Section(
            value = "3.1.2",
            rules = {"R170", "R171", "R177"})
    void aRequestGoesOutFromTheBareAddressWithAllItsContent(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        TestClient hall = Friends.interested(server.connect("juliet@capulet.lit/hall"));
        juliet.received();
        TestClient romeo = romeo(server);

        romeo.sends("<presence to='juliet@capulet.lit/balcony' type='subscribe' id='q'>"
                        + "<status>It is the east</status><x xmlns='urn:x'/></presence>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='none' ask='subscribe'/>"))
                .receivesNothing();
        for (TestClient client : List.of(juliet, chamber)) {
            client.receives("<presence from='romeo@montague.lit' to='juliet@capulet.lit' type='subscribe' id='q'>"
                            + "<status>It is the east</status><x xmlns='urn:x'/></presence>")
                    .receivesNothing();
        }
        hall.receivesNothing();
        assertThat(subscription(hall)).as("R168").isEqualTo("absent");
    }

    @Test
    @Section(
            value = "3.1.2",
            rules = {"R172", "R223"})
    void aRequestToNobodyIsIgnoredAndOneToAnUnknownDomainFails(TestServer server) {
        TestClient romeo = romeo(server);
        romeo.sends("<presence to='nobody@capulet.lit' type='subscribe' id='q1'/>")
                .receives(push("<item jid='nobody@capulet.lit' ask='subscribe'/>"))
                .receivesNothing();
        romeo.sends("<presence to='juliet@nowhere.lit' type='subscribe' id='q2'/>")
                .receives("<presence type='error' id='q2' from='juliet@nowhere.lit'><error>"
                        + "<remote-server-not-found xmlns='{stanzas}'/></error></presence>")
                .receives(push("<item jid='juliet@nowhere.lit' ask='subscribe'/>"))
                .receivesNothing();
    }

    @Test
    @Section("3.1.2")
    void aSubscriptionToNobodyInParticularIsABadRequest(TestServer server) {
        TestClient romeo = romeo(server);
        romeo.sends("<presence type='subscribe' id='q'/>")
                .receives("<presence type='error' id='q'><error type='modify'>"
                        + "<bad-request xmlns='{stanzas}'/></error></presence>");
        romeo.sends("<presence type='subscribe' to='romeo@montague.lit'/>").receivesNothing();
        assertThat(subscription(romeo)).isEqualTo("absent");
    }

    @Test
    @Section(
            value = "3.1.2",
            rules = {"R173", "R159"})
    void nameAndGroupsAndTheSubscriptionDoNotTouchEachOther(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        String item = "<item jid='juliet@capulet.lit' name='Juliet'><group>Love</group></item>";
        String set = "<iq type='set' id='s'><query xmlns='jabber:iq:roster'>" + item + "</query></iq>";
        romeo.sends(set);
        Friends.subscribe(romeo, juliet);
        romeo.sends(set.replace("name='Juliet'", "name='J'"))
                .receives("<iq type='result' id='s'/>")
                .receives(push("<item jid='juliet@capulet.lit' name='J' subscription='to'><group>Love</group></item>"));
    }

    @Test
    @Section(
            value = "3.1.3",
            rules = {"R175", "R178"})
    void aRequestWaitsForTheContactUntilItIsAnswered(TestServer server) {
        TestClient romeo = romeo(server);
        server.account("juliet@capulet.lit");
        String request = "<presence to='juliet@capulet.lit' type='subscribe' id='q'><status>please</status></presence>";
        String delivered = request.replace("to=", "from='romeo@montague.lit' to=");
        romeo.sends(request).sends(request.replace("'q'", "'q2'")).sends(request.replace("'q'", "'q3'"));
        romeo.received();

        TestClient balcony = server.connect("juliet@capulet.lit/balcony").receivesNothing();
        String own = "<presence from='juliet@capulet.lit/balcony'/>";
        balcony.sends("<presence/>").receives(own).receives(delivered).receivesNothing();
        balcony.sends("<presence><show>away</show></presence>").receives(own).receivesNothing();
        balcony.sends("<presence type='unavailable'/>").received();
        balcony.sends("<presence/>").receives(own).receives(delivered).receivesNothing();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").sends("<presence/>");
        assertThat(chamber.received())
                .filteredOn(e -> e.attribute("type", "").equals("subscribe"))
                .hasSize(1);

        chamber.sends("<presence to='romeo@montague.lit' type='unsubscribed'/>");
        balcony.received();
        balcony.sends("<presence type='unavailable'/>").received();
        balcony.sends("<presence/>");
        assertThat(balcony.received())
                .filteredOn(e -> e.attribute("type", "").equals("subscribe"))
                .isEmpty();
        assertThat(subscription(romeo)).isEqualTo("none");
    }

    @Test
    @Section(value = "3.1.3", rules = "R176")
    void whoIsSubscribedAlreadyIsAnsweredByTheServer(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        Friends.subscribe(romeo, juliet);
        romeo.sends("<presence to='juliet@capulet.lit' type='unsubscribed'/>");
        TestClient again = server.connect("romeo@montague.lit/again");

        again.sends("<presence to='juliet@capulet.lit' type='subscribe' id='q'/>");
        juliet.receivesNothing();
        assertThat(subscription(romeo)).isEqualTo("to");
    }

    @Test
    @Section(
            value = "3.1.5",
            rules = {"R179", "R180"})
    void anApprovalIsDeliveredThenPushedThenPresenceFollows(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        TestClient silent = server.connect("romeo@montague.lit/silent").available();
        romeo.received();
        romeo.sends("<presence to='juliet@capulet.lit' type='subscribe'/>");
        romeo.received();
        juliet.received();
        juliet.sends("<presence id='now'><show>chat</show></presence>").received();

        juliet.sends("<presence to='romeo@montague.lit' type='subscribed' id='yes'/>")
                .receives(push("<item jid='romeo@montague.lit' subscription='from'/>"))
                .receivesNothing();
        romeo.receives("<presence from='juliet@capulet.lit' to='romeo@montague.lit' type='subscribed' id='yes'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='to'/>"))
                .receives("<presence from='juliet@capulet.lit/balcony' to='romeo@montague.lit' id='now'>"
                        + "<show>chat</show></presence>")
                .receivesNothing();
        silent.receives("<presence from='juliet@capulet.lit/balcony' id='now'/>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "3.4",
            rules = {"R186", "R198"})
    void aRequestApprovedInAdvanceIsAnsweredByTheServer(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        juliet.sends("<presence to='romeo@montague.lit' type='subscribed'/>")
                .receives(push("<item jid='romeo@montague.lit' subscription='none' approved='true'/>"))
                .receivesNothing();
        romeo.receivesNothing();
        romeo.sends("<presence to='juliet@capulet.lit' type='probe'/>").receivesNothing();
        assertThat(subscription(juliet)).isEqualTo("none+approved");

        romeo.sends("<presence to='juliet@capulet.lit' type='subscribe' id='q'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='none' ask='subscribe'/>"))
                .receives("<presence from='juliet@capulet.lit' type='subscribed' id='q'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='to'/>"))
                .receives("<presence from='juliet@capulet.lit/balcony'/>")
                .receivesNothing();
        juliet.receives(push("<item jid='romeo@montague.lit' subscription='from' approved='true'/>"))
                .receivesNothing();
    }

    @Test
    @Section(value = "3.4.2", rules = "R182")
    void anApprovalInAdvanceCanBeTakenBackUnseen(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        juliet.sends("<presence to='romeo@montague.lit' type='subscribed'/>").received();
        juliet.sends("<presence to='romeo@montague.lit' type='unsubscribed'/>");

        Element item = juliet.received()
                .get(0)
                .firstChild()
                .flatMap(Element::firstChild)
                .orElseThrow();
        assertThat(item.attribute("approved")).isEmpty();
        romeo.receivesNothing();
    }
}
