package im.regent.privilege.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.im.disco.DiscoNodes;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of accounts about nodes that the server knows nothing of. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP)
@Spec(xep = 355, version = "0.5")
class RemainingDiscoTest {
    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private static String question(String namespace, String to, String node) {
        return "<iq type='get' id='d1' to='" + to + "'><query xmlns='" + namespace + "'"
                + (node.isEmpty() ? "" : " node='" + node + "'") + "/></iq>";
    }

    private static TestClient juliet(TestServer server) {
        return server.connect("juliet@capulet.lit/balcony");
    }

    @Test
    @Section(
            value = "7.2.4",
            rules = {"D19", "T29"})
    void informationOnAnUnknownNodeIsAskedOfTheEntity(TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);
        TestClient juliet = juliet(server).sends(question(INFO, "juliet@capulet.lit", "urn:xmpp:microblog:0"));
        Element wrapper = Stage.wrapper(pubsub);
        assertThat(Stage.inner(wrapper).toString())
                .isEqualTo("<iq xmlns='jabber:client' type='get' id='d1' to='juliet@capulet.lit' xml:lang='en'"
                        + " from='juliet@capulet.lit/balcony'><query xmlns='" + INFO
                        + "' node='urn:xmpp:microblog:0'/></iq>");

        pubsub.sends(Stage.answer(
                wrapper,
                Stage.iq(
                        "result",
                        "juliet@capulet.lit/balcony",
                        "d1",
                        "<query xmlns='" + INFO + "' node='urn:xmpp:microblog:0'>"
                                + "<identity category='pubsub' type='leaf'/></query>")));
        juliet.receives("<iq type='result' id='d1' from='juliet@capulet.lit'><query xmlns='" + INFO
                        + "' node='urn:xmpp:microblog:0'><identity category='pubsub' type='leaf'/></query></iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "7.2.4", rules = "D19")
    void withoutDelegationThereIsNoSuchNode(TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);

        server.connect("romeo@montague.lit/orchard")
                .sends(question(INFO, "romeo@montague.lit", "urn:xmpp:microblog:0"))
                .receives(
                        "<iq type='error' id='d1'><error type='cancel'><item-not-found xmlns='{stanzas}'/></error></iq>");
        pubsub.receivesNothing();
    }

    @ParameterizedTest
    @CsvSource({
        INFO + ", juliet@capulet.lit, ''",
        INFO + ", capulet.lit, urn:xmpp:microblog:0",
        INFO + ", capulet.lit, ''",
        ITEMS + ", capulet.lit, urn:xmpp:microblog:0",
        ITEMS + ", capulet.lit, ''"
    })
    @Section(value = "7.2.4", rules = "D20")
    void hostsAndAccountsThemselvesAreTheServersBusiness(String namespace, String to, String node, TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);

        assertThat(juliet(server).sends(question(namespace, to, node)).received())
                .hasSize(1);
        pubsub.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {INFO, ITEMS})
    @Section(value = "7.2.4", rules = "D20")
    void nodesOfTheServerAreAnsweredByTheServer(String namespace, TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);
        server.provided(DiscoNodes.class)
                .add((host, node) -> host.equals("capulet.lit") && node.equals("urn:own")
                        ? Optional.of(Element.of(INFO, "query").with("node", node))
                        : Optional.empty());

        server.connect("juliet@capulet.lit/chamber")
                .sends(question(namespace, "juliet@capulet.lit", "urn:own"))
                .receives(
                        "<iq type='error' id='d1'><error type='cancel'><item-not-found xmlns='{stanzas}'/></error></iq>");
        pubsub.receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "urn:xmpp:microblog:0"})
    @Section(
            value = "7.2.5",
            rules = {"D21", "D22"})
    void itemsOfAnAccountAreAskedOfTheEntityEachTime(String node, TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);
        TestClient juliet = juliet(server);
        for (int i = 0; i < 2; i++) {
            String name = "n" + i;
            juliet.sends(question(ITEMS, "juliet@capulet.lit", node)).receivesNothing();
            pubsub.sends(Stage.answer(
                    Stage.wrapper(pubsub),
                    Stage.iq(
                            "result",
                            "juliet@capulet.lit/balcony",
                            "d1",
                            "<query xmlns='" + ITEMS + "'><item jid='juliet@capulet.lit' node='n" + i
                                    + "'/></query>")));
            assertThat(juliet.received()).singleElement().satisfies(answer -> {
                Element query = answer.firstChild().orElseThrow();
                assertThat(query.children())
                        .singleElement()
                        .hasToString("<item xmlns='" + ITEMS + "' jid='juliet@capulet.lit' node='" + name + "'/>");
            });
        }
    }

    @Test
    @Section(value = "7.2.5", rules = "D21")
    void anAbsentEntityHasNoItems(TestServer server) {
        juliet(server)
                .sends(question(ITEMS, "juliet@capulet.lit", ""))
                .receives("<iq type='error' id='d1'>" + Stage.UNAVAILABLE + "</iq>");
    }

    @Test
    @Section(value = "7.2.4", rules = "D12")
    void theEntityItselfAsksTheServer(TestServer server) {
        server.account("juliet@capulet.lit");

        Stage.pubsub(server)
                .sends(question(INFO, "juliet@capulet.lit", "urn:xmpp:microblog:0")
                        .replace("<iq ", "<iq from='pubsub.capulet.lit' "))
                .receives("<iq type='error' id='d1' from='juliet@capulet.lit'/>")
                .receivesNothing();
    }

    @Test
    @Section(
            value = "7.2.4",
            rules = {"D19", "D27"})
    void strangersLearnNotWhichAccountsExist(TestServer server) {
        TestComponent pubsub = Stage.pubsub(server);

        server.connect("romeo@montague.lit/orchard")
                .sends(question(ITEMS, "nobody@capulet.lit", ""))
                .receives("<iq type='error' id='d1'>" + Stage.UNAVAILABLE + "</iq>")
                .receivesNothing();
        pubsub.receivesNothing();
    }
}
