package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.ask;
import static im.regent.im.archive.Archives.chat;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an archive is looked through. */
@XmppTest(
        features = {"delivery", "offline", "archive", "disco"},
        config = "features.archive { page-size = 5, max-page-size = 8 }")
@Spec(xep = 313, version = "1.1.3")
class QueryTest {
    private static final String JULIET = "juliet@capulet.lit";

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
    @Section("4.1.4")
    void groupchatFieldIsUnderstood(TestServer server) {
        TestClient juliet = juliet(server, 2);
        assertThat(ask(juliet, query(field("include-groupchat", "false"), "")).bodies())
                .isEqualTo(numbers(0, 2));
        assertThat(ask(juliet, query(field("include-groupchat", "true"), "")).bodies())
                .isEqualTo(numbers(0, 2));
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
}
