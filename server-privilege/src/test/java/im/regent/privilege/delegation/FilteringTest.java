package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.Stage.pubsub;
import static im.regent.privilege.delegation.Stage.wrapper;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Namespaces of which only requests with certain attributes are delegated. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP)
@Spec(xep = 355, version = "0.5")
class FilteringTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "node='n'", "ver='v'"})
    @Section(value = "4.3", rules = "D10")
    void requestWithoutAllFilteringAttributesIsTheServersOwn(String attributes, TestServer server) {
        TestComponent pubsub = pubsub(server);

        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='set' id='mam1'><query xmlns='urn:xmpp:mam:2' " + attributes + "/></iq>")
                .receives(
                        attributes.startsWith("node")
                                ? "<iq type='error' id='mam1'><error><item-not-found xmlns='{stanzas}'/></error></iq>"
                                : "<iq type='result' id='mam1'><fin xmlns='urn:xmpp:mam:2' complete='true'/></iq>")
                .receivesNothing();
        pubsub.receivesNothing();
    }

    @Test
    @Section(value = "4.3", rules = "D10")
    void requestWithAllFilteringAttributesIsForwarded(TestServer server) {
        TestComponent pubsub = pubsub(server);

        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='set' id='mam1'><query xmlns='urn:xmpp:mam:2' ver='' node='n' x='y'/></iq>")
                .receivesNothing();

        assertThat(Stage.inner(wrapper(pubsub)).attribute("id", "")).isEqualTo("mam1");
    }

    @Test
    @Section(value = "4.1", rules = "D11")
    void filteringAttributeOfADeeperElementDoesNotCount(TestServer server) {
        TestComponent pubsub = pubsub(server);

        server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='set' id='mam1'><query xmlns='urn:xmpp:mam:2'>"
                        + "<x xmlns='urn:xmpp:mam:2' node='n' ver='v'/></query></iq>");
        pubsub.receivesNothing();
    }
}
