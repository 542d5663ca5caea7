package im.regent.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Element;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Streams that keep the rules. */
class XmlStreamReaderTest {
    private static final StreamLimits LIMITS = StreamLimits.authenticated(100_000);

    private static String component(String after) {
        return Reading.outcome("<stream:stream xmlns='jabber:component:accept' to='c'"
                + " xmlns:stream='http://etherx.jabber.org/streams' xmlns:p='urn:p'>" + after);
    }

    @Test
    void elementIsThereWithItsLastByte() throws Exception {
        for (String element : new String[] {"<presence/>", "<presence />", "<a>x</a>", "<a></a >"}) {
            XmlStreamReader reader = Reading.reader(LIMITS);
            StringBuilder outcome = new StringBuilder();
            byte[] bytes = Reading.utf8(Reading.OPEN + element);
            reader.feed(bytes, 0, bytes.length - 1);
            Reading.drain(reader, outcome);
            assertThat(outcome.toString()).isEqualTo(Reading.OPENED);
            reader.feed(bytes, bytes.length - 1, 1);
            assertThat(reader.next()).containsInstanceOf(StreamEvent.Received.class);
        }
    }

    @Test
    void contentNamespaceBecomesThatOfClientsAsFarAsItReaches() {
        assertThat(component("<message><body>x</body><x xmlns='y'><iq xmlns='jabber:component:accept'/></x></message>"))
                .endsWith("<message xmlns='jabber:client'><body>x</body>"
                        + "<x xmlns='y'><iq xmlns='jabber:component:accept'/></x></message>\n");
        assertThat(component(
                        "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><iq xmlns='jabber:component:accept'/></auth>"))
                .endsWith("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
                        + "<iq xmlns='jabber:component:accept'/></auth>\n");
        assertThat(component("<message><f xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/></f></message>"))
                .endsWith("<f xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'/></f></message>\n");
    }

    @Test
    void prefixedElementOfTheContentNamespaceIsOneToo() {
        assertThat(component("<q:message xmlns:q='jabber:component:accept'/>"))
                .endsWith("<message xmlns='jabber:client'/>\n");
    }

    @Test
    void namespacesOfTheHeaderSurviveANewScanner() throws Exception {
        XmlStreamReader reader = Reading.reader(LIMITS);
        StringBuilder outcome = new StringBuilder();
        String open = "<s:stream to='example.org' xmlns='jabber:client' xmlns:p=\"u'&amp;&lt;é\" "
                + "xmlns:s='http://etherx.jabber.org/streams'>";
        for (String part : new String[] {open, "<p:a/>", " ", "<p:b/>", "</s:stream>"}) {
            byte[] bytes = Reading.utf8(part);
            reader.feed(bytes, 0, bytes.length);
            Reading.drain(reader, outcome);
            reader.release();
        }
        assertThat(outcome.toString())
                .isEqualTo(Reading.OPENED + "<a xmlns='u&apos;&amp;&lt;é'/>\n<b xmlns='u&apos;&amp;&lt;é'/>\nclosed\n");
    }

    @Test
    void largeElementsAndManyNamesLeaveNoTrace() throws Exception {
        XmlStreamReader reader = Reading.reader(LIMITS);
        StringBuilder text = new StringBuilder(Reading.OPEN);
        for (int i = 0; i < 20; i++) {
            text.append("<a>").append("x".repeat(20_000)).append("</a>");
            for (int j = 0; j < 300; j++) {
                text.append("<n").append(i).append('-').append(j).append(" xmlns='jabber:client'/>");
            }
        }
        byte[] bytes = Reading.utf8(text + "<end/>");
        StringBuilder outcome = new StringBuilder();
        for (int from = 0; from < bytes.length; from += 10_000) {
            int length = Math.min(10_000, bytes.length - from);
            reader.feed(Arrays.copyOfRange(bytes, from, from + length), 0, length);
            Reading.drain(reader, outcome);
            reader.keep();
        }
        assertThat(outcome.toString().lines().count()).isEqualTo(2 + 20 * 301);
        assertThat(outcome.toString()).endsWith("<end xmlns='jabber:client'/>\n");
    }

    @Test
    void restartBeginsANewDocumentWithWhatIsLeft() throws Exception {
        XmlStreamReader reader = Reading.reader(LIMITS);
        byte[] bytes = Reading.utf8(Reading.OPEN + "<auth/><?xml version='1.0'?>" + Reading.OPEN + "<é/>");
        reader.feed(bytes, 0, bytes.length);
        assertThat(reader.next()).containsInstanceOf(StreamEvent.Opened.class);
        assertThat(reader.next()).containsInstanceOf(StreamEvent.Received.class);
        reader.restart();
        reader.keep();
        StringBuilder outcome = new StringBuilder();
        Reading.drain(reader, outcome);
        assertThat(outcome.toString()).isEqualTo(Reading.OPENED + "<é xmlns='jabber:client'/>\n");
    }

    @Test
    void headerKeepsItsAttributes() throws Exception {
        XmlStreamReader reader = Reading.reader(LIMITS);
        byte[] bytes = Reading.utf8("<stream:stream from='a@b' to='c' id='d' version='1.10' xml:lang='de' other='x' "
                + "xmlns:q='q' q:to='z' xmlns='jabber:server' xmlns:stream='http://etherx.jabber.org/streams'>");
        reader.feed(bytes, 0, bytes.length);
        var header = ((StreamEvent.Opened) reader.next().orElseThrow()).header();
        assertThat(header.namespace()).isEqualTo("jabber:server");
        assertThat(header.from()).isEqualTo("a@b");
        assertThat(header.to()).isEqualTo("c");
        assertThat(header.id()).isEqualTo("d");
        assertThat(header.version()).isEqualTo("1.10");
        assertThat(header.lang()).isEqualTo("de");
    }

    @Test
    void everyPlaneOfUnicodeSurvivesEverySplit() throws Exception {
        int[] points = {
            0x9, 0x20, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0x10000,
            0x1F600, 0x2FFFE, 0x3FFFF, 0x40000, 0x50001, 0x6ABCD, 0x70000, 0x8FFFF, 0x90000, 0xA1234, 0xB0000, 0xCFFFF,
            0xD0000, 0xE0001, 0xF0000, 0xFFFFF, 0x100000, 0x10FFFF
        };
        for (int point : points) {
            String character = Character.toString(point);
            boolean isSpace = point <= 0x20;
            String value = isSpace ? "" : character;
            byte[] bytes = ("<a xmlns='u:" + value + "' b='" + value + "'>" + character + "</a>")
                    .getBytes(StandardCharsets.UTF_8);
            for (int cut = 0; cut <= bytes.length; cut++) {
                XmlStreamReader reader = Reading.reader(LIMITS);
                byte[] open = Reading.utf8(Reading.OPEN);
                reader.feed(open, 0, open.length);
                reader.next();
                reader.feed(bytes, 0, cut);
                var first = reader.next();
                reader.feed(bytes, cut, bytes.length - cut);
                StreamEvent event =
                        first.isPresent() ? first.get() : reader.next().orElseThrow();
                Element element = ((StreamEvent.Received) event).element();
                assertThat(element.text()).as("U+%X cut at %d", point, cut).isEqualTo(character);
                assertThat(element.attribute("b")).contains(value);
                assertThat(element.namespace()).isEqualTo("u:" + value);
            }
        }
    }

    @Test
    void everyCodePointSurvivesInBulk() throws Exception {
        StringBuilder all = new StringBuilder();
        for (int point = 0x20; point <= Character.MAX_CODE_POINT; point++) {
            boolean isLegal = point < 0xD800 || point >= 0xE000 && point != 0xFFFE && point != 0xFFFF;
            if (isLegal && point != '<' && point != '&' && point != '>') {
                all.appendCodePoint(point);
            }
        }
        XmlStreamReader reader = Reading.reader(StreamLimits.authenticated(8 << 20));
        byte[] bytes = Reading.utf8(Reading.OPEN + "<a>" + all + "</a>");
        Element element = null;
        for (int from = 0; from < bytes.length; from += 997) {
            int length = Math.min(997, bytes.length - from);
            reader.feed(bytes, from, length);
            for (var event = reader.next(); event.isPresent(); event = reader.next()) {
                element = event.get() instanceof StreamEvent.Received received ? received.element() : element;
            }
            reader.keep();
        }
        assertThat(element).isNotNull();
        assertThat(element.text()).isEqualTo(all.toString());
    }
}
