package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.ask;
import static im.regent.im.archive.Archives.chat;
import static im.regent.im.archive.Archives.field;
import static im.regent.im.archive.Archives.paging;
import static im.regent.im.archive.Archives.query;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.xml.Element;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an archive is looked through. */
@XmppTest(
        features = {"delivery", "offline", "archive", "disco"},
        config = "features.archive { page-size = 5, max-page-size = 8 }")
@Spec(xep = 313, version = "1.1.3")
class QueryTest {
    private static final String JULIET = "juliet@capulet.lit";

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    /** An account with so many messages, a minute between them, from Romeo and the nurse in turn. */
    private static TestClient juliet(TestServer server, int messages) {
        TestClient juliet = server.connect(JULIET + "/balcony");
        TestClient romeo = server.connect("romeo@capulet.lit/orchard");
        TestClient nurse = server.connect("nurse@capulet.lit/kitchen");
        for (int i = 0; i < messages; i++) {
            (i % 2 == 0 ? romeo : nurse).sends(chat(JULIET + "/balcony", String.valueOf(i)));
            server.clock().advance(Duration.ofMinutes(1));
        }
        juliet.received();
        return juliet;
    }

    private static void refuses(TestClient client, String query, String type, String condition) {
        client.received();
        client.sends(query)
                .receives(
                        "<iq type='error'><error type='%s'><%s xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"
                                .formatted(type, condition))
                .receivesNothing();
    }

    @Test
    @Section("4")
    void resultsComeInOrderBeforeTheEndWhichNamesFirstAndLast(TestServer server) {
        TestClient juliet = juliet(server, 3);
        juliet.sends(query("", ""))
                .receives("<message from='juliet@capulet.lit' to='juliet@capulet.lit/balcony' id='{any}'>"
                        + "<result xmlns='urn:xmpp:mam:2' queryid='f27' id='{any}'>"
                        + "<forwarded xmlns='urn:xmpp:forward:0'>"
                        + "<delay xmlns='urn:xmpp:delay' stamp='2026-01-01T00:00:00Z'/>"
                        + "<message xmlns='jabber:client' type='chat'><body>0</body></message></forwarded>"
                        + "</result></message>");
        juliet.received();
        Archives.Answer answer = all(juliet);
        assertThat(answer.bodies()).isEqualTo(numbers(0, 3));
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.paging("first")).contains(answer.ids().get(0));
        assertThat(answer.paging("last")).contains(answer.ids().get(2));
        juliet.sends("<iq type='set' id='2'><query xmlns='urn:xmpp:mam:2'/></iq>");
        assertThat(juliet.received()
                        .get(0)
                        .child("urn:xmpp:mam:2", "result")
                        .orElseThrow()
                        .attribute("queryid"))
                .isEmpty();
    }

    @Test
    @Section("4")
    void emptyArchiveHasAnEndAndNoError(TestServer server) {
        Archives.Answer answer = all(juliet(server, 0));
        assertThat(answer.results()).isEmpty();
        assertThat(answer.isComplete()).isTrue();
        assertThat(answer.paging("first")).isEmpty();
    }

    @Test
    @Section("4.1.1")
    void contactIsOneResourceOrAllAndOneself(TestServer server) {
        TestClient juliet = juliet(server, 4);
        juliet.sends(chat(JULIET, "note")).sends(chat("romeo@capulet.lit", "answer"));

        assertThat(ask(juliet, query(field("with", "romeo@capulet.lit"), "")).bodies())
                .containsExactly("0", "2", "answer");
        assertThat(ask(juliet, query(field("with", "Romeo@capulet.lit/orchard"), ""))
                        .bodies())
                .containsExactly("0", "2");
        assertThat(ask(juliet, query(field("with", JULIET), "")).bodies()).containsExactly("note");
        assertThat(ask(juliet, query(field("with", "nobody@capulet.lit"), "")).isComplete())
                .isTrue();
    }

    @Test
    @Section("4.1.2")
    void spanOfTimeHasBothItsEnds(TestServer server) {
        TestClient juliet = juliet(server, 5);

        assertThat(ask(
                                juliet,
                                query(
                                        field("start", "2026-01-01T00:01:00Z")
                                                + field("end", "2026-01-01T04:03:00+04:00"),
                                        ""))
                        .bodies())
                .isEqualTo(numbers(1, 4));
        assertThat(ask(juliet, query(field("start", "2026-01-01T00:01:00.5Z"), ""))
                        .bodies())
                .isEqualTo(numbers(2, 5));
        assertThat(ask(juliet, query(field("end", "2025-12-31T23:59:59Z"), "")).bodies())
                .isEmpty();
    }

    @Test
    @Section("4.1.3")
    void idsLimitResultsAndFindSingleMessages(TestServer server) {
        TestClient juliet = juliet(server, 5);
        List<String> ids = all(juliet).ids();

        assertThat(ask(juliet, query(field("after-id", ids.get(0)) + field("before-id", ids.get(4)), ""))
                        .bodies())
                .isEqualTo(numbers(1, 4));
        String two = "<field var='ids'><value>%s</value><value>%s</value></field>".formatted(ids.get(3), ids.get(1));
        assertThat(ask(juliet, query(two, "")).bodies()).containsExactly("1", "3");
        assertThat(ask(juliet, query(field("before-id", ids.get(4)), paging("<max>2</max>")))
                        .bodies())
                .as("from the beginning")
                .isEqualTo(numbers(0, 2));
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
    void fieldsCanBeAskedFor(TestServer server) {
        juliet(server, 0)
                .sends("<iq type='get' id='form1'><query xmlns='urn:xmpp:mam:2'/></iq>")
                .receives(
                        "<iq type='result' id='form1'><query xmlns='urn:xmpp:mam:2'><x xmlns='jabber:x:data' type='form'>"
                                + "<field type='hidden' var='FORM_TYPE'><value>urn:xmpp:mam:2</value></field>"
                                + "<field type='jid-single' var='with'/><field type='text-single' var='start'/>"
                                + "<field type='text-single' var='end'/><field type='text-single' var='before-id'/>"
                                + "<field type='text-single' var='after-id'/><field type='list-multi' var='ids'>"
                                + "<validate xmlns='http://jabber.org/protocol/xdata-validate' datatype='xs:string'><open/>"
                                + "</validate></field><field type='boolean' var='include-groupchat'/></x></query></iq>")
                .receivesNothing();
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
    @Section("4.1.4")
    void groupchatFieldIsUnderstood(TestServer server) {
        TestClient juliet = juliet(server, 2);
        assertThat(ask(juliet, query(field("include-groupchat", "false"), "")).bodies())
                .isEqualTo(numbers(0, 2));
        assertThat(ask(juliet, query(field("include-groupchat", "true"), "")).bodies())
                .isEqualTo(numbers(0, 2));
    }

    @Test
    @Section("4.3.1")
    void pagesHaveTheirSizeAndNeverMoreThanTheServerAllows(TestServer server) {
        TestClient juliet = juliet(server, 10);

        assertThat(all(juliet).bodies()).isEqualTo(numbers(0, 5));
        assertThat(all(juliet).isComplete()).isFalse();
        assertThat(ask(juliet, query("", paging("<max>3</max>"))).bodies()).isEqualTo(numbers(0, 3));
        assertThat(ask(juliet, query("", paging("<max>9999</max>"))).bodies()).isEqualTo(numbers(0, 8));
        assertThat(ask(juliet, query("", paging("<max>99999999999999999999</max>")))
                        .bodies())
                .isEqualTo(numbers(0, 8));
        Archives.Answer none = ask(juliet, query("", paging("<max>0</max>")));
        assertThat(none.results()).isEmpty();
        assertThat(none.isComplete()).isFalse();
    }

    @Test
    @Section("4.3.2")
    void pagesFollowEachOtherWithoutHolesOrRepetitions(TestServer server) {
        TestClient juliet = juliet(server, 10);
        List<String> forwards = new ArrayList<>();
        String after = "";
        Archives.Answer page;
        do {
            page = ask(juliet, query("", paging("<max>4</max><after>" + after + "</after>")));
            forwards.addAll(page.bodies());
            after = page.paging("last").orElseThrow();
        } while (!page.isComplete());
        assertThat(forwards).isEqualTo(numbers(0, 10));
        assertThat(ask(juliet, query("", paging("<after>" + after + "</after>")))
                        .results())
                .isEmpty();
    }

    @Test
    @Section("4.3.3")
    void lastPageIsInOrderAndGoesOnBackwards(TestServer server) {
        TestClient juliet = juliet(server, 10);
        Archives.Answer last = ask(juliet, query("", paging("<max>4</max><before/>")));
        assertThat(last.bodies()).isEqualTo(numbers(6, 10));
        assertThat(last.isComplete()).isFalse();
        String first = last.paging("first").orElseThrow();
        Archives.Answer before = ask(juliet, query("", paging("<max>6</max><before>" + first + "</before>")));
        assertThat(before.bodies()).isEqualTo(numbers(0, 6));
        assertThat(before.isComplete()).isTrue();
    }

    @Test
    @Section("4.3.4")
    void flippedPageHasTheSameResultsInReverseOrder(TestServer server) {
        TestClient juliet = juliet(server, 10);
        Archives.Answer flipped = ask(juliet, query("", paging("<max>3</max><before/>") + "<flip-page/>"));
        assertThat(flipped.bodies()).containsExactly("9", "8", "7");
        assertThat(flipped.paging("first")).contains(flipped.ids().get(2));
        assertThat(flipped.paging("last")).contains(flipped.ids().get(0));
    }

    @Test
    @Section("5")
    void metadataIsTheFirstAndTheLast(TestServer server) {
        TestClient juliet = juliet(server, 3);
        List<String> ids = all(juliet).ids();
        String get = "<iq type='get' id='m'><metadata xmlns='urn:xmpp:mam:2'/></iq>";
        juliet.sends(get)
                .receives(("<iq type='result' id='m'><metadata xmlns='urn:xmpp:mam:2'>"
                                + "<start id='%s' timestamp='2026-01-01T00:00:00Z'/>"
                                + "<end id='%s' timestamp='2026-01-01T00:02:00Z'/></metadata></iq>")
                        .formatted(ids.get(0), ids.get(2)));
        Element empty =
                server.connect("abram@capulet.lit/x").sends(get).received().get(0);
        assertThat(empty.child("urn:xmpp:mam:2", "metadata").orElseThrow().children())
                .isEmpty();
    }

    @Test
    @Section("7")
    void accountSaysThatItHasAnArchive(TestServer server) {
        Element info = juliet(server, 0)
                .sends(
                        "<iq type='get' id='d' to='juliet@capulet.lit'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>")
                .received()
                .get(0);
        assertThat(info.toString())
                .contains(
                        "'urn:xmpp:mam:2'",
                        "'urn:xmpp:mam:2#extended'",
                        "'urn:xmpp:mam:2#groupchat-field'",
                        "'urn:xmpp:sid:0'")
                .doesNotContain("groupchat-available");
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

    @Test
    @Section("4")
    void queriesThatComeTogetherAreAnsweredOneAfterTheOther(TestServer server) {
        TestClient juliet = juliet(server, 3);
        juliet.sends(query("", "").replace("f27", "a")
                + query("", "").replace("f27", "b")
                + query("", "").replace("f27", "c"));

        List<String> order = juliet.received().stream()
                .map(element -> element.localName().equals("iq")
                        ? "end"
                        : Archives.result(element).attribute("queryid", ""))
                .toList();
        assertThat(order).containsExactly("a", "a", "a", "end", "b", "b", "b", "end", "c", "c", "c", "end");
    }
}
