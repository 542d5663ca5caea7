package im.regent.im.rules;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import im.regent.im.Friends;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import im.regent.testkit.TestClient;
import im.regent.testkit.TestServer;
import im.regent.testkit.XmppTest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every character that XML has arrives as it was sent: nothing is mapped, composed, reordered or lost. */
@XmppTest(hosts = {"capulet.lit", "montague.lit"})
@Spec(rfc = 6120)
class CharactersTest {
    private static final int PLANE = 0x10000;

    /** XML 1.0, production 2, without what a test had to escape. */
    private static boolean isText(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint >= ' ' && codePoint < 0xD800
                || codePoint > 0xDFFF && codePoint < 0xFFFE
                || codePoint >= PLANE;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;");
    }

    private static String everyCharacterOf(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int codePoint = from; codePoint < to; codePoint++) {
            if (isText(codePoint)) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    @Section(
            value = "11.6",
            rules = {"R62", "R116"})
    void everyCharacterOfEveryPlaneArrivesInAMessage(int plane, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony");
        int step = 0x4000;
        for (int start = plane * PLANE; start < (plane + 1) * PLANE; start += step) {
            String text = everyCharacterOf(start, start + step);
            if (text.isEmpty()) {
                continue;
            }
            juliet.sends("<message to='romeo@montague.lit'><body>" + escaped(text) + "</body></message>")
                    .receivesNothing();
            List<Element> got = romeo.received();
            assertThat(got).hasSize(1);
            // Not isEqualTo: nobody wants to read 16,384 characters that differ.
            boolean isSame = got.get(0).children().get(0).text().equals(text);
            assertThat(isSame).as("from U+%04X", start).isTrue();
        }
    }

    /** Letters, marks in an order that is not the canonical one, both directions, emoji, private use, noncharacters. */
    static Stream<String> names() {
        return Stream.of(
                "e\u0301 is not \u00E9",
                "a\u0323\u0307 a\u0307\u0323",
                "\u1100\u1161\u11A8 \uAC01",
                "\u05E9\u05DC\u05D5\u05DD \u202Eabc\u202C \u0645\u0631\u062D\u0628\u0627",
                "\uFB01 \u00B2 \u2163 \uFF21 \uFF76",
                "fu\u00DFball \u03C2 \u0130\u0131",
                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDF3\uD83C\uDDF1",
                "\uD840\uDC00 \uD880\uDC00 \uDB40\uDD00 \uDBBF\uDFFD",
                "\uE000 \uFDD0 \uD83F\uDFFE \uDBFF\uDFFF",
                "\u200B\u200C\u200D\u2060\u00AD|",
                "<&>'\"");
    }

    @ParameterizedTest
    @MethodSource("names")
    @Section(value = "11.6", rules = "R62")
    void namesGroupsAndStatusArriveAsTheyWereWritten(String text, TestServer server) {
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        TestClient juliet = server.connect("juliet@capulet.lit/balcony").available();
        Friends.befriend(juliet, romeo);
        juliet.sends("<iq type='set' id='1'><query xmlns='jabber:iq:roster'><item jid='romeo@montague.lit' name='"
                        + escaped(text).replace("\"", "&quot;") + "'><group>" + escaped(text)
                        + "</group></item></query></iq>")
                .received();
        juliet.sends("<iq type='get' id='2'><query xmlns='jabber:iq:roster'/></iq>");
        Element item =
                juliet.received().get(0).firstChild().orElseThrow().firstChild().orElseThrow();
        assertThat(item.attribute("name")).contains(text);
        assertThat(item.children()).extracting(Element::text).containsExactly(text);
        romeo.received();
        juliet.sends("<presence><status>" + escaped(text) + "</status></presence>");
        assertThat(romeo.received())
                .singleElement()
                .satisfies(got -> assertThat(got.children().get(0).text()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u265A", "\u00E9", "\u05D0", "\uD83D\uDE00", "\uD840\uDC00", "a b", "\u4E2D", "\uD880\uDC00"})
    @Spec(rfc = 7622)
    @Section("3.4")
    void resourceIsWhatTheClientChose(String resource, TestServer server) {
        TestClient juliet = server.connect("juliet@capulet.lit/" + resource).available();
        TestClient romeo = server.connect("romeo@montague.lit/orchard").available();
        juliet.sends("<message to='romeo@montague.lit'><body>x</body></message>");
        romeo.receives("<message from='juliet@capulet.lit/" + resource + "'/>")
                .sends("<message type='headline' to='juliet@capulet.lit/" + resource + "'><body>y</body></message>")
                .receivesNothing();
        juliet.receives("<message to='juliet@capulet.lit/" + resource + "'/>");
    }

    @Test
    @Section(value = "11.3", rules = "R60")
    void charactersThatXmlHasNotEndTheStream(TestServer server) {
        for (String forbidden : List.of("\u0001", "\uFFFE", "\uFFFF", "&#x1;", "&#xFFFE;", "&#xD800;", "&#x110000;")) {
            TestClient juliet = server.connect("juliet@capulet.lit/r" + forbidden.hashCode());
            juliet.sends("<message to='romeo@montague.lit'><body>" + forbidden + "</body></message>");
            assertThat(juliet.streamError())
                    .map(StreamError::condition)
                    .as(forbidden)
                    .contains(StreamCondition.NOT_WELL_FORMED);
        }
    }
}
