package im.regent.im.archive;

import static im.regent.im.archive.Archives.all;
import static im.regent.im.archive.Archives.ask;
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
import org.junit.jupiter.api.Test;

/** How an archive is paged through. */
@XmppTest(
        features = {"delivery", "offline", "archive", "disco"},
        config = "features.archive { page-size = 5, max-page-size = 8 }")
@Spec(xep = 313, version = "1.1.3")
class QueryPagesTest {
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
