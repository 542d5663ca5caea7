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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Managing entities that are privileged: what they ask is not forwarded back to them. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.PEP_AND_FILTER)
@Spec(xep = 355, version = "0.5")
class DelegatedToPrivilegedTest {
    private static final String ADD =
            "<query xmlns='jabber:iq:roster'><item jid='romeo@montague.lit' name='My Romeo'>" + "%s</item></query>";

    private static String privileged(String entity, String to, String payload) {
        return "<iq type='set' from='" + entity + "' to='juliet@capulet.lit' id='q1'>"
                + "<privileged_iq xmlns='urn:xmpp:privilege:2'><iq xmlns='jabber:client' type='set' id='s1'"
                + (to.isEmpty() ? "" : " to='" + to + "'") + ">" + payload + "</iq></privileged_iq></iq>";
    }

    private static String wrapped(String type, String content) {
        return "<iq type='" + type + "' id='q1' from='juliet@capulet.lit'><privilege xmlns='urn:xmpp:privilege:2'>"
                + "<forwarded xmlns='urn:xmpp:forward:0'><iq xmlns='jabber:client' type='" + type
                + "' id='s1' from='juliet@capulet.lit' to='juliet@capulet.lit'>" + content
                + "</iq></forwarded></privilege></iq>";
    }

    @Test
    @Section(value = "4.3.1", rules = "D12")
    void entitySortsTheRosterThatItManages(TestServer server) {
        TestComponent filter = Stage.connected(server, "filter.capulet.lit");
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        juliet.sends("<iq type='set' id='roster1'>" + ADD.formatted("") + "</iq>")
                .receivesNothing();
        Element wrapper = Stage.wrapper(filter);

        filter.sends(Stage.answer(wrapper, Stage.iq("result", "juliet@capulet.lit/balcony", "roster1", "")));
        juliet.receives("<iq type='result' id='roster1'/>");
        filter.sends("<iq type='set' id='roster2' from='filter.capulet.lit' to='juliet@capulet.lit'>"
                + ADD.formatted("<group>Rivals</group>") + "</iq>");

        filter.receivesInAnyOrder(
                        "<iq type='result' id='roster2' from='juliet@capulet.lit'/>",
                        "<iq type='set' from='juliet@capulet.lit'><query xmlns='jabber:iq:roster'>"
                                + "<item jid='romeo@montague.lit'><group>Rivals</group></item></query></iq>")
                .receivesNothing();
        juliet.receivesNothing();
    }

    @Test
    @Section(
            value = "4.3.1",
            rules = {"D12", "T26"})
    void privilegedRequestOfTheEntityIsTheServersOwn(TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent pubsub = Stage.pubsub(server);

        pubsub.sends(privileged("pubsub.capulet.lit", "", "<pubsub xmlns='" + PUBSUB + "'><create/></pubsub>"))
                .receives(wrapped("error", Stage.UNAVAILABLE))
                .receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"capulet.lit", "nurse@capulet.lit", "juliet@capulet.lit"})
    @Section(value = "4.3.1", rules = "D12")
    void plainRequestOfTheEntityIsTheServersOwn(String to, TestServer server) {
        server.account("juliet@capulet.lit").account("nurse@capulet.lit");

        Stage.pubsub(server)
                .sends(Stage.publish("p1", to).replace("<iq ", "<iq from='pubsub.capulet.lit' "))
                .receives("<iq type='error' id='p1' from='" + to + "'>" + Stage.UNAVAILABLE + "</iq>")
                .receivesNothing();
    }

    @Test
    @Section(value = "4.3.1", rules = "D12")
    void othersOfItsDomainAreNotTheEntity(TestServer server) {
        server.account("juliet@capulet.lit");
        TestComponent pubsub = Stage.pubsub(server);

        pubsub.sends(Stage.publish("p1", "juliet@capulet.lit").replace("<iq ", "<iq from='x@pubsub.capulet.lit' "));
        Element wrapper = Stage.wrapper(pubsub);

        assertThat(Stage.inner(wrapper).attribute("from", "")).isEqualTo("x@pubsub.capulet.lit");
        pubsub.sends(Stage.answer(wrapper, Stage.iq("result", "x@pubsub.capulet.lit", "p1", "")))
                .receives("<iq type='result' id='p1' from='juliet@capulet.lit' to='x@pubsub.capulet.lit'/>")
                .receivesNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "juliet@capulet.lit"})
    @Section(value = "4.3.1", rules = "T26")
    void privilegedRequestOfAnotherEntityIsForwardedAndAnsweredToIt(String to, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        TestComponent pubsub = Stage.pubsub(server);
        TestComponent filter = Stage.connected(server, "filter.capulet.lit");
        filter.sends(privileged("filter.capulet.lit", to, "<pubsub xmlns='" + PUBSUB + "'><create/></pubsub>"));
        Element wrapper = Stage.wrapper(pubsub);
        assertThat(Stage.inner(wrapper).attribute("from", "")).isEqualTo("juliet@capulet.lit");

        pubsub.sends(Stage.answer(wrapper, Stage.iq("result", "juliet@capulet.lit", "s1", "<x xmlns='urn:x'/>")));

        filter.receives(wrapped("result", "<x xmlns='urn:x'/>")).receivesNothing();
        juliet.receivesNothing();
    }
}
