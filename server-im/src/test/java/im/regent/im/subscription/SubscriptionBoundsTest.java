package im.regent.im.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.im.api.RosterItem;
import im.regent.im.api.Rosters;
import im.regent.im.api.Subscription;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Components as contacts, limits, order, and an administrator's hand. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        features = "subscription",
        config = "features.roster { max-requests = 3, max-request-size = 1 KiB, max-items = 4 }")
@Spec(rfc = 6121)
class SubscriptionBoundsTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final Jid ROMEO = Jid.valueOf("romeo@montague.lit");

    private static Map<Jid, RosterItem> roster(TestServer server, Jid account) {
        List<Map<Jid, RosterItem>> found = new ArrayList<>();
        server.provided(Rosters.class).of(account).thenAccept(found::add);
        server.settle();
        return found.get(0);
    }

    private static Subscription subscription(TestServer server, Jid account, Jid contact) {
        RosterItem item = roster(server, account).get(contact);
        return item == null ? Subscription.NONE : item.subscription();
    }

    @Test
    @Section(value = "3.1.3", rules = "R178")
    void requestsThatWaitAreBoundedInNumberAndSize(TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent gateway = server.component("gateway.lit");
        for (int i = 0; i < 5; i++) {
            gateway.sends(
                    "<presence from='x" + i + "@gateway.lit' to='juliet@capulet.lit' type='subscribe' id='q'><status>"
                            + "x".repeat(i == 0 ? 2_000 : 10) + "</status></presence>");
        }
        gateway.receivesNothing();

        TestClient juliet = server.connect("juliet@capulet.lit/balcony").sends("<presence/>");
        juliet.receives("<presence from='juliet@capulet.lit/balcony'/>");
        List<Element> requests = juliet.received();
        assertThat(requests)
                .extracting(e -> e.attribute("from", ""))
                .containsExactly("x0@gateway.lit", "x1@gateway.lit", "x2@gateway.lit");
        assertThat(requests.get(0).children()).as("too long to be kept").isEmpty();
        assertThat(requests.get(1).children()).hasSize(1);
    }

    @Test
    @Section("3.1.2")
    void aFullRosterTakesNoNewContactByRequestEither(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (int i = 0; i < 4; i++) {
            juliet.sends("<presence to='c" + i + "@montague.lit' type='subscribe'/>")
                    .receivesNothing();
        }
        for (String type : List.of("subscribe", "subscribed")) {
            juliet.sends("<presence to='c5@montague.lit' type='" + type + "' id='q'/>")
                    .receives("<presence type='error' id='q' from='c5@montague.lit'><error type='modify'>"
                            + "<policy-violation xmlns='{stanzas}'/></error></presence>");
        }
        assertThat(roster(server, JULIET)).hasSize(4);
    }

    @Test
    @Section("3.1")
    void aGatewayAndItsUsersCanBeContacts(TestServer server) {
        TestComponent gateway = server.component("gateway.lit");
        TestClient juliet =
                Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
        juliet.sends("<presence to='gateway.lit' type='subscribe' id='1'/>").received();
        gateway.receives("<presence from='juliet@capulet.lit' to='gateway.lit' type='subscribe' id='1'/>")
                .sends("<presence from='gateway.lit' to='juliet@capulet.lit' type='subscribed'/>"
                        + "<presence from='gateway.lit' to='juliet@capulet.lit'/>")
                .sends("<presence from='mouse@gateway.lit/x' to='juliet@capulet.lit' type='subscribe' id='2'/>");
        juliet.receives("<presence from='gateway.lit' type='subscribed'/>")
                .receives(
                        "<iq type='set'><query xmlns='jabber:iq:roster'><item jid='gateway.lit' subscription='to'/></query></iq>")
                .receives("<presence from='gateway.lit' to='juliet@capulet.lit'/>")
                .receives("<presence from='mouse@gateway.lit' type='subscribe' id='2'/>")
                .receivesNothing();

        juliet.sends("<presence to='mouse@gateway.lit' type='subscribed' id='3'/>");
        gateway.receives("<presence from='juliet@capulet.lit' to='mouse@gateway.lit' type='subscribed' id='3'/>")
                .receives("<presence from='juliet@capulet.lit/balcony' to='mouse@gateway.lit'/>")
                .receivesNothing();
        gateway.sends("<presence from='mouse@gateway.lit' to='juliet@capulet.lit' type='subscribe' id='4'/>")
                .receives("<presence from='juliet@capulet.lit' to='mouse@gateway.lit' type='subscribed' id='4'/>")
                .receives("<presence from='juliet@capulet.lit/balcony' to='mouse@gateway.lit'/>");
        gateway.sends("<presence from='mouse@gateway.lit' to='juliet@capulet.lit' type='unsubscribe' id='5'/>")
                .receives("<presence from='juliet@capulet.lit/balcony' to='mouse@gateway.lit' type='unavailable'/>")
                .receives("<presence from='juliet@capulet.lit' to='mouse@gateway.lit' type='unsubscribed' id='5'/>")
                .receivesNothing();
    }

    @Test
    @Section(value = "3.1.2", rules = "R174")
    void anUnansweredRequestToAnotherDomainIsSentAgainAtTheNextLogin(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<presence to='mouse@gateway.lit' type='subscribe'/>");
        TestComponent gateway = server.component("gateway.lit");
        juliet.sends("<presence/>");
        gateway.receives("<presence from='juliet@capulet.lit' to='mouse@gateway.lit' type='subscribe' id='{any}'/>")
                .receivesNothing();
        server.connect("juliet@capulet.lit/chamber").available();
        gateway.receivesNothing();
    }

    @Test
    @Section("8.5.3.2.2")
    void aRequestForAResourceThatIsGoneIsForTheAccountTheRestIsNot(TestServer server) {
        TestComponent gateway = server.component("gateway.lit");
        TestClient juliet =
                Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
        juliet.sends("<presence to='mouse@gateway.lit' type='subscribe'/>").received();
        gateway.sends("<presence from='mouse@gateway.lit' to='juliet@capulet.lit/gone' type='subscribed'/>");
        juliet.receivesNothing();
        gateway.sends("<presence from='mouse@gateway.lit' to='juliet@capulet.lit/gone' type='subscribe'/>");
        juliet.receives("<presence from='mouse@gateway.lit' to='juliet@capulet.lit' type='subscribe'/>")
                .receivesNothing();
    }

    @Test
    @Section("3")
    void anAdministratorMakesFriendsOfTwo(TestServer server) {
        TestClient juliet =
                Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        juliet.sends("<presence to='romeo@montague.lit' type='subscribe'/>").received();
        romeo.received();
        server.provided(Rosters.class).befriend(JULIET, ROMEO);
        server.settle();

        assertThat(subscription(server, JULIET, ROMEO)).isEqualTo(Subscription.BOTH);
        assertThat(subscription(server, ROMEO, JULIET)).isEqualTo(Subscription.BOTH);
        assertThat(roster(server, JULIET).get(ROMEO))
                .extracting(RosterItem::isAsking)
                .isEqualTo(false);
        romeo.receives("<presence from='juliet@capulet.lit/balcony'/>").receivesNothing();
        assertThat(juliet.received()).extracting(Element::localName).contains("iq", "presence");
    }

    @Test
    @Section("3")
    void nobodyCanBeMadeAFriendOfAMissingAccount(TestServer server) {
        server.account("juliet@capulet.lit");
        CompletionStage<Void> stage = server.provided(Rosters.class).befriend(ROMEO, JULIET);
        server.settle();

        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
        assertThat(roster(server, ROMEO)).isEmpty();
        assertThat(roster(server, JULIET)).isEmpty();
    }

    @Shuffled
    @Section("3.1")
    void bothSidesAgreeHoweverRequestsAndApprovalsCross(long seed, TestServer server) {
        TestClient juliet =
                Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
        TestClient romeo =
                Friends.interested(server.connect("romeo@montague.lit/orchard")).available();
        server.shuffle(seed);
        juliet.sendsLater("<presence to='romeo@montague.lit' type='subscribe'/>"
                + "<presence to='romeo@montague.lit' type='subscribed'/>");
        romeo.sends("<presence to='juliet@capulet.lit' type='subscribe'/>"
                + "<presence to='juliet@capulet.lit' type='subscribed'/>");

        assertThat(subscription(server, JULIET, ROMEO)).isEqualTo(Subscription.BOTH);
        assertThat(subscription(server, ROMEO, JULIET)).isEqualTo(Subscription.BOTH);
        assertThat(juliet.received())
                .anySatisfy(e -> assertThat(e.attribute("from")).contains("romeo@montague.lit/orchard"));
        assertThat(romeo.received())
                .anySatisfy(e -> assertThat(e.attribute("from")).contains("juliet@capulet.lit/balcony"));
    }

    @Shuffled
    @Section(value = "3.1.3", rules = "R178")
    void aRequestThatComesWhileASessionAppearsIsDeliveredOnce(long seed, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        TestClient romeo = server.connect("romeo@montague.lit/orchard");
        server.shuffle(seed);
        juliet.sendsLater("<presence/>");
        romeo.sends("<presence to='juliet@capulet.lit' type='subscribe'/>");

        assertThat(juliet.received())
                .filteredOn(e -> e.attribute("type", "").equals("subscribe"))
                .hasSize(1);
    }

    @Shuffled
    @Section("3.2.2")
    void neitherSideIsSubscribedToWhatTheOtherDoesNotGrant(long seed, TestServer server) {
        TestClient juliet =
                Friends.interested(server.connect("juliet@capulet.lit/balcony")).available();
        TestClient chamber = server.connect("juliet@capulet.lit/chamber").available();
        TestClient romeo =
                Friends.interested(server.connect("romeo@montague.lit/orchard")).available();
        Friends.befriend(juliet, romeo);
        server.shuffle(seed);
        juliet.sendsLater("<presence><show>dnd</show></presence><presence to='romeo@montague.lit' type='unsubscribed'/>"
                + "<presence><show>xa</show></presence>");
        chamber.sendsLater("<presence><show>away</show></presence><presence><show>chat</show></presence>");
        romeo.sends("<presence to='juliet@capulet.lit' type='unsubscribe'/>"
                + "<presence to='juliet@capulet.lit' type='subscribe'/>");

        boolean gives = subscription(server, JULIET, ROMEO).hasFrom();
        boolean gets = subscription(server, ROMEO, JULIET).hasTo();
        assertThat(gets).isEqualTo(gives);
        if (!gets) {
            List<Element> seen = romeo.received();
            for (String resource : List.of("balcony", "chamber")) {
                List<Element> ofResource = seen.stream()
                        .filter(e -> e.attribute("from", "").endsWith('/' + resource))
                        .toList();
                assertThat(ofResource.get(ofResource.size() - 1).attribute("type"))
                        .contains("unavailable");
            }
        }
    }
}
