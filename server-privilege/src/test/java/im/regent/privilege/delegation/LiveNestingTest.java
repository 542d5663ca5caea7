package im.regent.privilege.delegation;

import static im.regent.privilege.delegation.LiveDelegationsTest.INFO;
import static im.regent.privilege.delegation.LiveDelegationsTest.NOTHING;
import static im.regent.privilege.delegation.LiveDelegationsTest.PING;
import static im.regent.privilege.delegation.LiveDelegationsTest.TIME;
import static im.regent.privilege.delegation.LiveDelegationsTest.delegated;
import static im.regent.privilege.delegation.LiveDelegationsTest.section;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestComponent;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What service discovery shows when delegations change while the entities are connected. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = Stage.COMPONENTS)
@Spec(xep = 355, version = "0.5")
class LiveNestingTest {
    private static String features(TestServer server, String to) {
        return server.connect("nurse@capulet.lit/" + server.routing().newId())
                .sends("<iq type='get' id='d1' to='" + to + "'><query xmlns='" + INFO + "'/></iq>")
                .received()
                .get(0)
                .toString();
    }

    /** Answers the questions that have arrived, each with a feature of this name. */
    private static void answers(TestComponent component, String feature) {
        for (Element question : component.received()) {
            if (question.attribute("type", "").equals("get")) {
                component.sends(says(question, feature));
            }
        }
    }

    private static String says(Element question, String feature) {
        String node = question.firstChild().orElseThrow().attribute("node", "");
        return Stage.around(
                question, "<query xmlns='" + INFO + "' node='" + node + "'><feature var='" + feature + "'/></query>");
    }

    @Test
    @Section(
            value = "8",
            rules = {"D24", "D23"})
    void whatStaysAsItIsIsNeitherToldNorAskedAgain(TestServer server) {
        server.reload(delegated(section("filtering = [a, b]") + TIME));
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        answers(pubsub, "urn:of-the-manager");

        server.reload(delegated(TIME + section("filtering = [b, a], timeout = 5s, fallback = builtin"))
                + "admins = [\"nurse@capulet.lit\"]");

        pubsub.receivesNothing();
        assertThat(features(server, "capulet.lit"))
                .contains("urn:of-the-manager")
                .doesNotContain("urn:xmpp:ping");
    }

    @Test
    @Section(
            value = "7.2.1",
            rules = {"D24", "D15"})
    void serviceDiscoveryFollowsAndKeepsNothingOfWhatWasTakenAway(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        server.reload(delegated(PING));
        List<Element> questions = pubsub.received();
        assertThat(features(server, "capulet.lit")).doesNotContain("urn:xmpp:ping");
        pubsub.sends(says(questions.get(1), "urn:first"));
        assertThat(features(server, "capulet.lit")).contains("urn:first");
        assertThat(features(server, "montague.lit")).contains("urn:xmpp:ping").doesNotContain("urn:first");

        server.reload(NOTHING);
        pubsub.sends(says(questions.get(2), "urn:late"));
        assertThat(features(server, "capulet.lit")).contains("urn:xmpp:ping").doesNotContain("urn:first");
        assertThat(features(server, "nurse@capulet.lit")).doesNotContain("urn:late");
        server.reload(delegated(PING));
        assertThat(features(server, "capulet.lit")).doesNotContain("urn:first", "urn:xmpp:ping");
        answers(pubsub, "urn:second");
        server.reload(delegated(section("filtering = [node]")));
        assertThat(features(server, "capulet.lit")).contains("urn:second");
        answers(pubsub, "urn:third");
        assertThat(features(server, "capulet.lit")).contains("urn:third").doesNotContain("urn:second");
    }
}
