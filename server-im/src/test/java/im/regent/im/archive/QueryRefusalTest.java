package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.field;
import static im.regent.im.archive.Archives.juliet;
import static im.regent.im.archive.Archives.numbers;
import static im.regent.im.archive.Archives.paging;
import static im.regent.im.archive.Archives.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of an archive that cannot be met, or may not be made. */
@XmppTest(
        features = {"delivery", "offline", "archive", "disco"},
        config = "features.archive { page-size = 5, max-page-size = 8 }")
@Spec(xep = 313, version = "1.1.3")
class QueryRefusalTest {
    private static final String JULIET = "juliet@capulet.lit";

    private static void refuses(TestClient client, String query, String type, String condition) {
        client.received();
        client.sends(query)
                .receives(
                        "<iq type='error'><error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
                                .formatted(type, condition))
                .receivesNothing();
    }

    @Test
    @Section("4.1.3")
    void idThatIsNotInTheArchiveIsNotFound(TestServer server) {
        TestClient juliet = juliet(server, 2);
        TestClient romeo = server.connect("romeo@capulet.lit/elsewhere");
        String known = all(juliet).ids().get(0);
        String others = all(romeo).ids().get(0);
        for (String id :
                List.of("", "x", others, known.toLowerCase(Locale.ROOT) + "x", "A".repeat(22), "ä".repeat(22))) {
            refuses(juliet, query(field("before-id", id), ""), "cancel", "item-not-found");
            refuses(juliet, query(field("after-id", id), ""), "cancel", "item-not-found");
            refuses(
                    juliet,
                    query("<field var='ids'><value>" + known + "</value><value>" + id + "</value></field>", ""),
                    "cancel",
                    "item-not-found");
            if (!id.isEmpty()) {
                refuses(juliet, query("", paging("<after>" + id + "</after>")), "cancel", "item-not-found");
                refuses(juliet, query("", paging("<before>" + id + "</before>")), "cancel", "item-not-found");
            }
        }
        assertThat(all(juliet).bodies()).isEqualTo(numbers(0, 2));
    }

    @Test
    @Section("4.1.5")
    void unknownFieldIsNotImplemented(TestServer server) {
        TestClient juliet = juliet(server, 1);
        refuses(
                juliet,
                query(field("{http://example.com/}free-text-search", "x"), ""),
                "cancel",
                "feature-not-implemented");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<field var='with'><value>a@b</value><value>c@d</value></field>",
                "<field var='start'><value>yesterday</value></field>",
                "<field var='start'><value/></field>",
                "<field var='end'><value>2026-01-01</value></field>",
                "<field var='end'><value>2026-02-30T00:00:00Z</value></field>",
                "<field var='end'><value>2026-01-01T00:00:00</value></field>",
                "<field var='with'/><field var='with'/>",
                "<field var='ids'/>",
                "<field var='include-groupchat'><value>maybe</value></field>",
                "<field var='FORM_TYPE'><value>urn:xmpp:mam:1</value></field>",
            })
    @Section("4.1")
    void formThatMakesNoSenseIsABadRequest(String fields, TestServer server) {
        refuses(juliet(server, 1), query(fields, ""), "modify", "bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x xmlns='jabber:x:data' type='submit'/>",
                "<x xmlns='jabber:x:data' type='form'/>",
                "<x xmlns='jabber:x:data'/>",
                "<set xmlns='http://jabber.org/protocol/rsm'><max>-1</max></set>",
                "<set xmlns='http://jabber.org/protocol/rsm'><max>ten</max></set>",
                "<set xmlns='http://jabber.org/protocol/rsm'><max/></set>",
                "<set xmlns='http://jabber.org/protocol/rsm'><max>٣</max></set>",
                "<set xmlns='http://jabber.org/protocol/rsm'><before/><after>x</after></set>",
            })
    @Section("4")
    void queryThatMakesNoSenseIsABadRequest(String content, TestServer server) {
        refuses(
                juliet(server, 1),
                "<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2'>" + content + "</query></iq>",
                "modify",
                "bad-request");
    }

    @Test
    @Section("4.1")
    void otherRequestsThatCannotBeMetSaySo(TestServer server) {
        TestClient juliet = juliet(server, 1);
        refuses(juliet, query(field("with", "@"), ""), "modify", "jid-malformed");
        refuses(juliet, query("", paging("<index>3</index>")), "cancel", "feature-not-implemented");
        refuses(
                juliet,
                "<iq type='set' id='q'><query xmlns='urn:xmpp:mam:2' node='n'/></iq>",
                "cancel",
                "item-not-found");
        String values = "<value>x</value>".repeat(9);
        refuses(juliet, query("<field var='ids'>" + values + "</field>", ""), "modify", "policy-violation");
    }

    @Test
    @Section("8.1")
    void othersLearnNothingNotEvenWhetherThereIsAnAccount(TestServer server) {
        TestClient juliet = juliet(server, 2);
        TestClient romeo = server.connect("romeo@capulet.lit/elsewhere");
        for (String payload : List.of(
                "set'><query xmlns='urn:xmpp:mam:2'/>",
                "get'><query xmlns='urn:xmpp:mam:2'/>",
                "get'><metadata xmlns='urn:xmpp:mam:2'/>",
                "get'><prefs xmlns='urn:xmpp:mam:2'/>",
                "set'><prefs xmlns='urn:xmpp:mam:2' default='never'/>")) {
            List<String> answers = new ArrayList<>();
            for (String account : List.of(JULIET, "nobody@capulet.lit")) {
                romeo.received();
                Element answer = romeo.sends("<iq id='x' to='" + account + "' type='" + payload + "</iq>")
                        .received()
                        .get(0);
                answers.add(answer.toString().replace(account, "somebody"));
                assertThat(answer.toString()).contains("service-unavailable");
            }
            assertThat(answers.get(0)).isEqualTo(answers.get(1));
        }
        assertThat(all(juliet).bodies()).isEqualTo(numbers(0, 2));
    }
}
