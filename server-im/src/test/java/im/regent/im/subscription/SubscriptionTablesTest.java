package im.regent.im.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Presence;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.im.api.Subscription;
import im.regent.im.roster.RosterBook;
import im.regent.im.roster.SubscriptionState;
import im.regent.im.subscription.AppendixA.Arrow;
import im.regent.im.subscription.AppendixA.State;
import im.regent.im.subscription.Step.Answer;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 6121 Appendix A over streams: every arrow, and every state that stays, with all that Juliet and Romeo get. */
@XmppTest(features = "subscription")
@Spec(rfc = 6121)
class SubscriptionTablesTest {
    private static final Jid JULIET = Jid.valueOf("juliet@capulet.lit");
    private static final String TO_ROMEO = "<presence to='romeo@gateway.lit' type='%s'/>";
    private static final String TO_JULIET = "<presence from='romeo@gateway.lit' to='juliet@capulet.lit' type='%s'/>";

    static List<Arrow> subscribeOut() {
        return AppendixA.arrows(true, Presence.Type.SUBSCRIBE, AppendixA.SUBSCRIBE_OUT);
    }

    static List<Arrow> unsubscribeOut() {
        return AppendixA.arrows(true, Presence.Type.UNSUBSCRIBE, AppendixA.UNSUBSCRIBE_OUT);
    }

    static List<Arrow> subscribedOut() {
        return AppendixA.arrows(true, Presence.Type.SUBSCRIBED, AppendixA.SUBSCRIBED_OUT);
    }

    static List<Arrow> unsubscribedOut() {
        return AppendixA.arrows(true, Presence.Type.UNSUBSCRIBED, AppendixA.UNSUBSCRIBED_OUT);
    }

    static List<Arrow> subscribeIn() {
        return AppendixA.arrows(false, Presence.Type.SUBSCRIBE, AppendixA.SUBSCRIBE_IN);
    }

    static List<Arrow> unsubscribeIn() {
        return AppendixA.arrows(false, Presence.Type.UNSUBSCRIBE, AppendixA.UNSUBSCRIBE_IN);
    }

    static List<Arrow> subscribedIn() {
        return AppendixA.arrows(false, Presence.Type.SUBSCRIBED, AppendixA.SUBSCRIBED_IN);
    }

    static List<Arrow> unsubscribedIn() {
        return AppendixA.arrows(false, Presence.Type.UNSUBSCRIBED, AppendixA.UNSUBSCRIBED_IN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subscribeOut")
    @Section(
            value = "A.2.1",
            rules = {"R170", "R171", "R187"})
    void outboundSubscribe(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsubscribeOut")
    @Section(
            value = "A.2.2",
            rules = {"R170", "R184", "R188"})
    void outboundUnsubscribe(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subscribedOut")
    @Section(
            value = "A.2.3",
            rules = {"R170", "R179", "R186", "R189"})
    void outboundSubscribed(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsubscribedOut")
    @Section(
            value = "A.2.4",
            rules = {"R170", "R181", "R182", "R190"})
    void outboundUnsubscribed(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subscribeIn")
    @Section(
            value = "A.3.1",
            rules = {"R168", "R175", "R176", "R177", "R178", "R186", "R191"})
    void inboundSubscribe(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsubscribeIn")
    @Section(
            value = "A.3.2",
            rules = {"R185", "R192"})
    void inboundUnsubscribe(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subscribedIn")
    @Section(
            value = "A.3.3",
            rules = {"R180", "R193"})
    void inboundSubscribed(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsubscribedIn")
    @Section(
            value = "A.3.4",
            rules = {"R183", "R194"})
    void inboundUnsubscribed(Arrow arrow, TestServer server) {
        new Stage(server).follow(arrow);
    }

    /** Juliet with a resource of each kind, and the domain of Romeo, on which all that is routed to him can be seen. */
    private static final class Stage {
        private final TestServer server;
        private final TestComponent gateway;
        /** Interested and available. */
        private final TestClient balcony;
        /** Interested only. */
        private final TestClient hall;
        /** Available only. */
        private final TestClient chamber;

        Stage(TestServer server) {
            this.server = server;
            gateway = server.component("gateway.lit");
            balcony = Friends.interested(server.connect("juliet@capulet.lit/balcony"))
                    .available();
            hall = Friends.interested(server.connect("juliet@capulet.lit/hall"));
            chamber = server.connect("juliet@capulet.lit/chamber").available();
        }

        void follow(Arrow arrow) {
            reach(arrow.before());
            assertState(arrow.before());
            forget();

            String content = "<status>Art thou not Romeo?</status>";
            if (arrow.isOutbound()) {
                balcony.sends("<presence to='romeo@gateway.lit/x' type='" + arrow.stanzaType() + "' id='e'>" + content
                        + "</presence>");
            } else {
                gateway.sends("<presence from='romeo@gateway.lit' to='juliet@capulet.lit' type='" + arrow.stanzaType()
                        + "' id='e'>" + content + "</presence>");
            }

            assertThat(seen(gateway)).as("Romeo").isEqualTo(romeoGets(arrow));
            assertThat(seen(balcony)).as("interested and available").isEqualTo(julietGets(arrow, true, true));
            assertThat(seen(hall)).as("interested").isEqualTo(julietGets(arrow, true, false));
            assertThat(seen(chamber)).as("available").isEqualTo(julietGets(arrow, false, true));
            assertState(arrow.after());
        }

        private void reach(State state) {
            SubscriptionState value = state.value();
            if (state.isListed()) {
                hall.sends("<iq type='set' id='s'><query xmlns='jabber:iq:roster'><item jid='romeo@gateway.lit'/>"
                        + "</query></iq>");
            }
            if (value.isApproved()) {
                hall.sends(TO_ROMEO.formatted("subscribed"));
            }
            if (value.hasFrom() || value.isPendingIn()) {
                gateway.sends(TO_JULIET.formatted("subscribe"));
            }
            if (value.hasFrom() && !value.isApproved()) {
                hall.sends(TO_ROMEO.formatted("subscribed"));
            }
            if (value.hasTo() || value.isPendingOut()) {
                hall.sends(TO_ROMEO.formatted("subscribe"));
            }
            if (value.hasTo()) {
                gateway.sends(TO_JULIET.formatted("subscribed"));
            }
        }

        private void forget() {
            List.of(balcony, hall, chamber).forEach(TestClient::received);
            gateway.received();
        }

        private static List<String> romeoGets(Arrow arrow) {
            List<String> expected = new ArrayList<>();
            boolean had = arrow.before().value().hasFrom();
            boolean has = arrow.after().value().hasFrom();
            if (had && !has) {
                expected.add("unavailable balcony");
                expected.add("unavailable chamber");
            }
            if (arrow.isOutbound() && arrow.isPassedOn()) {
                expected.add(arrow.stanzaType() + " e Art thou not Romeo?");
            }
            if (arrow.answer() != Answer.NOTHING) {
                expected.add((arrow.answer() == Answer.SUBSCRIBED ? "subscribed" : "unsubscribed") + " e");
            }
            if (!had && has || arrow.answer() == Answer.SUBSCRIBED) {
                expected.add("available balcony");
                expected.add("available chamber");
            }
            return expected;
        }

        private static List<String> julietGets(Arrow arrow, boolean isInterested, boolean isAvailable) {
            List<String> expected = new ArrayList<>();
            boolean isFor = arrow.type() == Presence.Type.SUBSCRIBE ? isAvailable : isInterested;
            if (!arrow.isOutbound() && arrow.isPassedOn() && isFor) {
                expected.add(arrow.stanzaType() + " e Art thou not Romeo?");
            }
            String after = item(arrow.after());
            if (isInterested && !after.equals(item(arrow.before()))) {
                expected.add("push " + after);
            }
            return expected;
        }

        /** What the roster shows of a state. */
        private static String item(State state) {
            SubscriptionState value = state.value();
            return !state.isListed()
                    ? "absent"
                    : Subscription.of(value.hasTo(), value.hasFrom()).value()
                            + (value.isPendingOut() ? "+ask" : "")
                            + (value.isApproved() ? "+approved" : "");
        }

        /** In the roster, in what is stored, and in what a resource gets that becomes available. */
        private void assertState(State state) {
            forget();
            hall.sends("<iq type='get' id='state'><query xmlns='jabber:iq:roster'/></iq>");
            List<Element> items =
                    hall.received().get(0).firstChild().orElseThrow().children();
            assertThat(items.isEmpty() ? "absent" : item(items.get(0))).isEqualTo(item(state));

            List<Presence> kept = new ArrayList<>();
            server.provided(RosterBook.class).requests(JULIET).thenAccept(kept::addAll);
            server.settle();
            int expected = state.value().isPendingIn() ? 1 : 0;
            assertThat(kept).as("kept requests").hasSize(expected);

            TestClient attic = server.connect("juliet@capulet.lit/attic").sends("<presence/>");
            assertThat(attic.received())
                    .filteredOn(e -> e.attribute("type", "").equals("subscribe"))
                    .as("delivered requests")
                    .hasSize(expected);
            attic.losesConnection();
        }

        private static List<String> seen(im.regent.testkit.TestPeer<?> peer) {
            return peer.received().stream().map(Stage::text).toList();
        }

        private static String text(Element stanza) {
            if (stanza.localName().equals("iq")) {
                return "push "
                        + item(stanza.firstChild().flatMap(Element::firstChild).orElseThrow());
            }
            String type = stanza.attribute("type", "available");
            Jid from = Jid.valueOf(stanza.attribute("from", ""));
            assertThat(Jid.valueOf(stanza.attribute("to", "")).isBare()).isTrue();
            if (type.equals("available") || type.equals("unavailable")) {
                return type + " " + from.resource();
            }
            assertThat(from.isBare()).isTrue();
            return (type + " " + stanza.attribute("id", "") + " "
                            + stanza.firstChild().map(Element::text).orElse(""))
                    .strip();
        }

        private static String item(Element item) {
            return item.attribute("subscription", "")
                    + item.attribute("ask").map(ask -> "+ask").orElse("")
                    + item.attribute("approved").map(yes -> "+approved").orElse("");
        }
    }
}
