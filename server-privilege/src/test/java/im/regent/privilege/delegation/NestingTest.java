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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what a managing entity says of itself becomes part of the server's service discovery. */
@XmppTest(
        hosts = {"capulet.lit", "montague.lit"},
        config = NestingTest.CONFIG)
@Spec(xep = 355, version = "0.5")
class NestingTest {
    /** The server itself knows these namespaces; {@code contact-addresses} gives it a form. */
    static final String CONFIG = Stage.COMPONENTS + """
            features.contact-addresses.abuse = ["mailto:abuse@capulet.lit"]
            virtual-hosts { "capulet.lit" { delegations {
              "urn:xmpp:ping" = "pubsub.capulet.lit"
              "jabber:iq:version" { jid = "pubsub.capulet.lit", fallback = builtin }
              "urn:xmpp:mam:2" { jid = "filter.capulet.lit", filtering = [node] }
              "http://jabber.org/network/serverinfo" = "filter.capulet.lit"
            } } }
            """;

    private static final String INFO = "http://jabber.org/protocol/disco#info";

    /** Answers every question that has arrived and is about such a node. */
    private static void answers(TestComponent component, String nodes, String content) {
        for (Element question : component.received()) {
            String node = question.firstChild().orElseThrow().attribute("node", "");
            if (node.endsWith(nodes)) {
                component.sends(Stage.around(
                        question, "<query xmlns='" + INFO + "' node='" + node + "'>" + content + "</query>"));
            }
        }
    }

    private static String feature(String name) {
        return "<feature var='" + name + "'/>";
    }

    private static Element info(TestServer server, String to) {
        TestClient client = server.connect("juliet@" + (to.contains("montague") ? "montague" : "capulet") + ".lit/"
                + server.routing().newId());
        return client.sends("<iq type='get' id='d1' to='" + to + "'><query xmlns='" + INFO + "'/></iq>")
                .received()
                .get(0)
                .firstChild()
                .orElseThrow();
    }

    private static List<String> features(Element info) {
        return info.children(INFO, "feature").stream()
                .map(feature -> feature.attribute("var", ""))
                .toList();
    }

    private static List<String> features(TestServer server, String to) {
        return features(info(server, to));
    }

    @Test
    @Section(value = "7.1", rules = "D13")
    void serverSaysThatItDelegates(TestServer server) {
        assertThat(features(server, "capulet.lit")).contains("urn:xmpp:delegation:2");
    }

    @Test
    @Section(
            value = "7.2.1",
            rules = {"D14", "D15", "T33", "T34"})
    void featuresOfTheEntityTakeThePlaceOfTheServersOwn(TestServer server) {
        TestComponent filter = server.component("filter.capulet.lit");
        assertThat(features(server, "capulet.lit")).doesNotContain("urn:xmpp:ping", "urn:xmpp:delegation:x");

        answers(
                server.component("pubsub.capulet.lit"),
                "::urn:xmpp:ping",
                feature("urn:xmpp:ping") + feature("urn:xmpp:ping") + feature("urn:xmpp:ping#more")
                        + feature("urn:other")
                        + "<feature/><feature var=''/><identity category='pubsub' type='service' name='S'/>");
        answers(filter, "::urn:xmpp:mam:2", feature("urn:other"));

        Element info = info(server, "capulet.lit");
        assertThat(features(info))
                .contains("urn:xmpp:ping", "urn:xmpp:ping#more", "urn:other", "jabber:iq:roster")
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(info.children(INFO, "identity"))
                .anyMatch(identity -> identity.attribute("name", "").equals("S"))
                .anyMatch(identity -> identity.attribute("category", "").equals("server"));
    }

    @Test
    @Section(value = "7.2.1", rules = "D15")
    void otherHostsSayWhatTheyAlwaysSaid(TestServer server) {
        answers(server.component("pubsub.capulet.lit"), "urn:xmpp:ping", feature("urn:other"));

        assertThat(features(server, "montague.lit")).contains("urn:xmpp:ping").doesNotContain("urn:other");
        assertThat(features(server, "capulet.lit")).contains("urn:other").doesNotContain("urn:xmpp:ping");
    }

    @Test
    @Section(value = "7.2.1", rules = "D16")
    void filteringDoesNotKeepTheServersOwnFeatures(TestServer server) {
        assertThat(features(server, "montague.lit")).contains("jabber:iq:version");
        assertThat(features(server, "juliet@montague.lit")).contains("urn:xmpp:mam:2", "urn:xmpp:mam:2#extended");
        TestComponent filter = server.component("filter.capulet.lit");
        assertThat(features(server, "juliet@capulet.lit")).doesNotContain("urn:xmpp:mam:2", "urn:xmpp:mam:2#extended");

        answers(filter, ":bare:urn:xmpp:mam:2", feature("urn:xmpp:mam:2"));
        assertThat(features(server, "juliet@capulet.lit"))
                .contains("urn:xmpp:mam:2")
                .doesNotContain("urn:xmpp:mam:2#extended");
    }

    @Test
    @Section(value = "7.2.2", rules = "D17")
    void accountsHaveFeaturesAndIdentitiesOfTheirOwn(TestServer server) {
        answers(
                server.component("pubsub.capulet.lit"),
                ":bare:urn:xmpp:ping",
                "<identity category='pubsub' type='pep'/><identity category='pubsub' type='pep' name='again'/>"
                        + "<identity category='' type='x'/>" + feature(PUBSUB + "#publish"));

        TestClient juliet = server.connect("juliet@capulet.lit/balcony")
                .sends("<iq type='get' id='d1'><query xmlns='" + INFO + "'/></iq>")
                .sends("<iq type='get' id='d2' to='juliet@capulet.lit'><query xmlns='" + INFO + "'/></iq>");
        juliet.receives("<iq type='result' id='d1'/>");
        Element answer = juliet.received().get(0);

        assertThat(answer.attribute("from", "")).isEqualTo("juliet@capulet.lit");
        Element info = answer.firstChild().orElseThrow();
        assertThat(info.children(INFO, "identity"))
                .extracting(Element::toString)
                .containsExactly(
                        "<identity xmlns='" + INFO + "' category='account' type='registered'/>",
                        "<identity xmlns='" + INFO + "' category='pubsub' type='pep'/>");
        assertThat(features(info)).contains(PUBSUB + "#publish");
        assertThat(features(server, "capulet.lit")).doesNotContain(PUBSUB + "#publish");
    }

    @Test
    @Section(value = "7.2.3", rules = "D18")
    void formsFollowTheSameRule(TestServer server) {
        assertThat(info(server, "montague.lit").toString()).contains("abuse-addresses");
        TestComponent filter = server.component("filter.capulet.lit");
        assertThat(info(server, "capulet.lit").toString()).doesNotContain("abuse-addresses");

        answers(
                filter,
                "::http://jabber.org/network/serverinfo",
                "<x xmlns='jabber:x:data' type='result'><field type='hidden' var='FORM_TYPE'>"
                        + "<value>http://jabber.org/network/serverinfo</value></field>"
                        + "<field var='support-addresses'><value>xmpp:a@b</value><value>xmpp:c@d</value></field>"
                        + "<field var='support-addresses'><value>xmpp:e@f</value></field><field/></x>"
                        + "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE'>"
                        + "<value>http://jabber.org/network/serverinfo</value></field></x>"
                        + "<x xmlns='jabber:x:data' type='result'><field var='no'><value>type</value></field></x>");

        assertThat(info(server, "capulet.lit").children("jabber:x:data", "x"))
                .extracting(Element::toString)
                .containsExactly("<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>"
                        + "<value>http://jabber.org/network/serverinfo</value></field><field var='support-addresses'>"
                        + "<value>xmpp:a@b</value><value>xmpp:c@d</value></field></x>");
    }

    @Test
    @Section(value = "9", rules = "D23")
    void entityIsAskedOnceForAllAnswers(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        answers(pubsub, "urn:xmpp:ping", feature("urn:other"));
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        for (int i = 0; i < 100; i++) {
            juliet.sends("<iq type='get' id='d' to='capulet.lit'><query xmlns='" + INFO + "'/></iq>");
        }

        pubsub.receivesNothing();
        assertThat(juliet.received())
                .hasSize(100)
                .allMatch(answer -> answer.toString().contains("urn:other"));
    }

    @Test
    @Section(value = "9", rules = "T32")
    void whatIsKnownGoesWithTheEntityAndIsAskedAnew(TestServer server) {
        TestComponent pubsub = server.component("pubsub.capulet.lit");
        assertThat(features(server, "capulet.lit")).doesNotContain("urn:xmpp:ping", "jabber:iq:version");
        answers(pubsub, "", feature("urn:first"));
        pubsub.losesConnection();

        assertThat(features(server, "capulet.lit"))
                .contains("jabber:iq:version")
                .doesNotContain("urn:first", "urn:xmpp:ping");
        answers(server.component("pubsub.capulet.lit"), "", feature("urn:second"));
        assertThat(features(server, "capulet.lit"))
                .contains("urn:second")
                .doesNotContain("urn:first", "urn:xmpp:ping", "jabber:iq:version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<error type='cancel'><item-not-found xmlns='{stanzas}'/></error>",
                "<query xmlns='http://jabber.org/protocol/disco#info' node='other'><feature var='urn:bad'/></query>",
                "<query xmlns='urn:x'><feature var='urn:bad'/></query>",
                ""
            })
    @Section(value = "7.2.1", rules = "T32")
    void questionThatFailedIsAskedOnceMore(String content, TestServer server) {
        TestComponent filter = server.component("filter.capulet.lit");
        List<Element> questions = filter.received();
        Element question = questions.get(questions.size() - 1);
        String answer = Stage.around(question, content)
                .replace("type='result'", content.startsWith("<error") ? "type='error'" : "type='result'");

        filter.sends(answer);
        server.clock().advance(Duration.ofSeconds(9));
        filter.receivesNothing();
        server.clock().advance(Duration.ofSeconds(1));

        Element again = Stage.wrapper(filter);
        assertThat(again.firstChild()).isEqualTo(question.firstChild());
        filter.sends(Stage.around(again, "<query xmlns='" + INFO + "'>" + feature("urn:late") + "</query>"));
        assertThat(features(server, "juliet@capulet.lit")).contains("urn:late").doesNotContain("urn:bad");
    }

    @Test
    @Section(value = "7.2.1", rules = "T32")
    void entityThatSaysNothingIsLeftInPeaceAfterTheSecondTime(TestServer server) {
        TestComponent filter = server.component("filter.capulet.lit");
        assertThat(filter.received()).hasSize(5);

        server.clock().advance(Duration.ofSeconds(40));
        assertThat(filter.received()).hasSize(4);
        server.clock().advance(Duration.ofMinutes(10));
        filter.receivesNothing();
        server.component("pubsub.capulet.lit").losesConnection();
        server.clock().advance(Duration.ofMinutes(10));
        filter.receivesNothing();
    }

    @Test
    @Section(value = "7.2.1", rules = "D8")
    void builtinAnswersWhileItsEntityIsAbsent(TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        String version = "<iq type='get' id='v' to='capulet.lit'><query xmlns='jabber:iq:version'/></iq>";
        juliet.sends(version).receives("<iq type='result' id='v'><query xmlns='jabber:iq:version'/></iq>");

        TestComponent pubsub = Stage.pubsub(server);
        juliet.sends(version).receivesNothing();
        pubsub.losesConnection();
        juliet.receives("<iq type='error' id='v'>" + Stage.UNAVAILABLE + "</iq>")
                .sends(version)
                .receives("<iq type='result' id='v'/>");
    }
}
