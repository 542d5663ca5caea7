package im.regent.privilege.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Shuffled;
import im.regent.testkit.Spec;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a managing entity is told when it connects. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit", "empty.lit"},
        config = DelegationAdvertisementTest.TWO_HOSTS)
@Spec(xep = 355, version = "0.5")
class DelegationAdvertisementTest {
    static final String TWO_HOSTS = Stage.PEP_AND_FILTER + """
            virtual-hosts { "montague.lit" { delegations {
              "urn:x" = "pubsub.capulet.lit"
              "urn:old" { jid = "pubsub.capulet.lit", version = 1, filtering = [a] }
            } } }
            """;

    private static String kind(Element first) {
        return first.localName().equals("presence")
                ? "presence"
                : first.children().stream()
                        .map(child -> child.localName() + " " + child.attribute("node", ""))
                        .findFirst()
                        .orElse(first.localName())
                        .strip();
    }

    @Test
    @Section(value = "4.2", rules = "D2")
    void oneMessageOfAHostNamesAllItsNamespaces(TestServer server) {
        List<Element> received = server.component("pubsub.capulet.lit").received();

        assertThat(received)
                .filteredOn(first -> kind(first).equals("delegation"))
                .extracting(first -> first.toString().replaceFirst(" id='id\\d+'", ""))
                .containsExactlyInAnyOrder(
                        "<message xmlns='jabber:client' to='pubsub.capulet.lit' from='montague.lit'>"
                                + "<delegation xmlns='urn:xmpp:delegation:1'><delegated namespace='urn:old'>"
                                + "<attribute name='a'/></delegated></delegation></message>",
                        "<message xmlns='jabber:client' to='pubsub.capulet.lit' from='montague.lit'>"
                                + "<delegation xmlns='urn:xmpp:delegation:2'><delegated namespace='urn:x'/>"
                                + "</delegation></message>",
                        "<message xmlns='jabber:client' to='pubsub.capulet.lit' from='capulet.lit'>"
                                + "<delegation xmlns='urn:xmpp:delegation:2'>"
                                + "<delegated namespace='http://jabber.org/protocol/pubsub'/>"
                                + "<delegated namespace='http://jabber.org/protocol/pubsub#owner'/>"
                                + "<delegated namespace='urn:xmpp:mam:2'><attribute name='node'/><attribute name='ver'/>"
                                + "</delegated><delegated namespace='urn:xmpp:pam:0'/>"
                                + "<delegated namespace='urn:xmpp:delegation:2:bare:disco#info:*'/>"
                                + "<delegated namespace='urn:xmpp:delegation:2:bare:disco#items:*'/>"
                                + "</delegation></message>");
        assertThat(received)
                .filteredOn(first -> first.localName().equals("message"))
                .allMatch(first -> !first.attribute("id", "").isEmpty());
    }

    @Test
    @Section(
            value = "7.2.1",
            rules = {"D2", "D14", "D17"})
    void privilegesThenDelegationsThenQuestionsThenPresence(TestServer server) {
        server.connect("juliet@capulet.lit/balcony").available();

        List<Element> received = server.component("pubsub.capulet.lit").received();

        List<String> ofCapulet = received.stream()
                .filter(first -> !first.attribute("from", "").equals("montague.lit"))
                .map(DelegationAdvertisementTest::kind)
                .toList();
        String node = "query urn:xmpp:delegation:2";
        assertThat(ofCapulet)
                .containsExactly(
                        "privilege",
                        "delegation",
                        node + "::http://jabber.org/protocol/pubsub",
                        node + ":bare:http://jabber.org/protocol/pubsub",
                        node + "::http://jabber.org/protocol/pubsub#owner",
                        node + ":bare:http://jabber.org/protocol/pubsub#owner",
                        node + "::urn:xmpp:mam:2",
                        node + ":bare:urn:xmpp:mam:2",
                        node + "::urn:xmpp:pam:0",
                        node + ":bare:urn:xmpp:pam:0",
                        "presence");
        Predicate<Element> isQuestion = first -> kind(first).startsWith("query ");
        assertThat(received)
                .filteredOn(isQuestion)
                .allMatch(question -> question.attribute("type", "").equals("get"));
        assertThat(received)
                .filteredOn(question -> question.attribute("from", "").equals("montague.lit"))
                .filteredOn(isQuestion)
                .extracting(DelegationAdvertisementTest::kind)
                .containsExactly(
                        node + "::urn:x",
                        node + ":bare:urn:x",
                        "query urn:xmpp:delegation:1::urn:old",
                        "query urn:xmpp:delegation:1:bare:urn:old");
    }

    @Test
    @Section(value = "4.2", rules = "D2")
    void componentThatManagesNothingIsToldNothing(TestServer server) {
        server.component("plain.lit").receivesNothing();
    }

    @Test
    @Section(
            value = "4.2",
            rules = {"D2", "D23"})
    void entityThatReconnectsIsToldAndAskedAgain(TestServer server) {
        int first = server.component("filter.capulet.lit")
                .losesConnection()
                .received()
                .size();

        assertThat(server.component("filter.capulet.lit").received())
                .hasSize(first)
                .hasSize(4);
    }

    @Test
    @Section("4.2")
    void rejectedAdvertisementIsLost(TestServer server) {
        TestComponent filter = server.component("filter.capulet.lit");
        String id = filter.received().get(1).attribute("id", "");

        filter.sends("<message type='error' from='filter.capulet.lit' to='capulet.lit' id='" + id
                        + "'><delegation xmlns='urn:xmpp:delegation:2'/><error type='cancel'>"
                        + "<not-allowed xmlns='{stanzas}'/></error></message>")
                .receivesNothing();
    }

    @Test
    @Section("4.3")
    void oldComponentIsSpokenToInItsOwnVersion(TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);
        var romeo = server.connect("romeo@montague.lit/orchard")
                .sends("<iq type='get' id='o1'><query xmlns='urn:old' a=''/></iq>");
        Element wrapper = Stage.wrapper(pubsub);
        assertThat(wrapper.firstChild())
                .hasValueSatisfying(
                        delegation -> assertThat(delegation.namespace()).isEqualTo("urn:xmpp:delegation:1"));

        pubsub.sends(Stage.answer(wrapper, Stage.iq("result", "romeo@montague.lit/orchard", "o1", ""))
                .replace("urn:xmpp:delegation:2", "urn:xmpp:delegation:1"));
        romeo.receives("<iq type='result' id='o1'/>").receivesNothing();
    }

    @Shuffled
    @Section(value = "4.2", rules = "D2")
    void nothingIsForwardedBeforeTheAdvertisement(long seed, TestServer server) {
        server.shuffle(seed);
        var juliet = server.connect("juliet@capulet.lit/balcony").available();
        juliet.sendsLater(Stage.publish("p1", "")).sendsLater(Stage.publish("p2", ""));

        List<Element> received = server.component("pubsub.capulet.lit").received();

        int forwarded = (int) received.stream()
                .filter(first -> first.attribute("type", "").equals("set"))
                .count();
        assertThat(received.stream().map(DelegationAdvertisementTest::kind).toList())
                .startsWith("privilege", "delegation");
        assertThat(juliet.received())
                .hasSize(2 - forwarded)
                .allMatch(error -> error.attribute("type", "").equals("error"));
    }
}
