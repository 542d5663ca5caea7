package im.regent.im.subscription;

import static im.regent.im.subscription.Scene.juliet;
import static im.regent.im.subscription.Scene.push;
import static im.regent.im.subscription.Scene.romeo;
import static im.regent.im.subscription.Scene.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How subscriptions end, or never begin, between two local accounts; each test shows both sides in full. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "subscription")
@Spec(rfc = 6121)
class SubscriptionEndTest {
    @Test
    @Section(
            value = "3.1.6",
            rules = {"R180", "R183"})
    void whatNobodyAskedForIsIgnored(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        TestComponent component = server.component("gateway.lit");
        for (String type : List.of("subscribed", "unsubscribed", "unsubscribe")) {
            component.sends("<presence from='tybalt@gateway.lit' to='romeo@montague.lit' type='" + type + "'/>");
            juliet.sends("<presence to='romeo@montague.lit' type='" + type + "'/>");
        }
        romeo.receivesNothing();
        component.receivesNothing();
        assertThat(subscription(romeo)).isEqualTo("absent");
    }

    @Test
    @Section(
            value = "3.2.2",
            rules = {"R181", "R183"})
    void cancellingHidesEveryResourceFirst(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        TestClient romeo = romeo(server);
        Friends.subscribe(romeo, juliet);
        chamber.received();

        juliet.sends("<presence to='romeo@montague.lit' type='unsubscribed' id='no'/>")
                .receives(push("<item jid='romeo@montague.lit' subscription='none'/>"))
                .receivesNothing();
        romeo.receivesInAnyOrder(
                        "<presence from='juliet@capulet.lit/balcony' type='unavailable'/>",
                        "<presence from='juliet@capulet.lit/chamber' type='unavailable'/>")
                .receives("<presence from='juliet@capulet.lit' type='unsubscribed' id='no'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='none'/>"))
                .receivesNothing();
        juliet.sends("<presence><show>away</show></presence>");
        romeo.receivesNothing();
    }

    @Test
    @Section(
            value = "3.3",
            rules = {"R184", "R185"})
    void unsubscribingIsDeliveredPushedAndAnsweredWithUnavailablePresence(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        Friends.befriend(romeo, juliet);

        romeo.sends("<presence to='juliet@capulet.lit' type='unsubscribe' id='bye'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='from'/>"))
                .receives("<presence from='juliet@capulet.lit/balcony' type='unavailable'/>")
                .receivesNothing();
        juliet.receives("<presence from='romeo@montague.lit' to='juliet@capulet.lit' type='unsubscribe' id='bye'/>")
                .receives(push("<item jid='romeo@montague.lit' subscription='to'/>"))
                .receivesNothing();
        assertThat(subscription(romeo)).isEqualTo("from");
    }

    @Test
    @Section(value = "3.3.3", rules = "R185")
    void aRequestThatWasTakenBackLeavesNothing(TestServer server) {
        TestClient romeo = romeo(server);
        server.account("juliet@capulet.lit");
        romeo.sends("<presence to='juliet@capulet.lit' type='subscribe'/>");
        romeo.sends("<presence to='juliet@capulet.lit' type='unsubscribe'/>");

        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");
        juliet.receives("<presence from='juliet@capulet.lit/balcony'/>").receivesNothing();
        assertThat(subscription(romeo)).isEqualTo("none");
    }

    @Test
    @Section(value = "2.5.2", rules = "R160")
    void removingAContactEndsBothSubscriptions(TestServer server) {
        TestClient juliet = juliet(server);
        TestClient romeo = romeo(server);
        Friends.befriend(romeo, juliet);

        juliet.sends("<iq type='set' id='s'><query xmlns='jabber:iq:roster'>"
                        + "<item jid='romeo@montague.lit' subscription='remove'/></query></iq>")
                .receives("<iq type='result' id='s'/>")
                .receives(push("<item jid='romeo@montague.lit' subscription='remove'/>"))
                .receives("<presence from='romeo@montague.lit/orchard' type='unavailable'/>")
                .receivesNothing();
        romeo.receives("<presence from='juliet@capulet.lit/balcony' type='unavailable'/>")
                .receives("<presence from='juliet@capulet.lit' type='unsubscribe'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='to'/>"))
                .receives("<presence from='juliet@capulet.lit' type='unsubscribed'/>")
                .receives(push("<item jid='juliet@capulet.lit' subscription='none'/>"))
                .receivesNothing();
    }

    @Test
    @Section("2.5.2")
    void removingAContactWithdrawsARequest(TestServer server) {
        TestClient romeo = romeo(server);
        server.account("juliet@capulet.lit");
        romeo.sends("<presence to='juliet@capulet.lit' type='subscribe'/>");
        romeo.sends("<iq type='set' id='s'><query xmlns='jabber:iq:roster'>"
                + "<item jid='juliet@capulet.lit' subscription='remove'/></query></iq>");

        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");
        juliet.receives("<presence from='juliet@capulet.lit/balcony'/>").receivesNothing();
    }
}
