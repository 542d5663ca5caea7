package im.regent.core.parse;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.StreamLimits;
import java.io.ByteArrayOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** RFC 6120 §11 against peers that do not keep it: each input has one outcome, however the network cuts it. */
class HostileInputTest {
    private static final StreamLimits LIMITS = StreamLimits.authenticated(10_000);

    private record Input(byte[] bytes, String outcome) {
        static Input open(String after, String outcome) {
            return new Input(Reading.utf8(Reading.OPEN + after), Reading.OPENED + outcome);
        }

        static Input start(String document, String outcome) {
            return new Input(Reading.utf8(document), outcome);
        }

        /** Raw bytes in the place of a {@code #}. */
        static Input raw(String after, String outcome, int... octets) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (byte b : Reading.utf8(Reading.OPEN + after)) {
                if (b == '#') {
                    for (int octet : octets) {
                        bytes.write(octet);
                    }
                } else {
                    bytes.write(b);
                }
            }
            return new Input(bytes.toByteArray(), Reading.OPENED + outcome);
        }
    }

    private static final String RESTRICTED = "error restricted-xml";
    private static final String MALFORMED = "error not-well-formed";
    private static final String ENCODING = "error unsupported-encoding";

    private static final Input[] RESTRICTED_XML = {
        Input.open("<a><!-- x --></a>", RESTRICTED),
        Input.open("<!-- x --><a/>", RESTRICTED),
        Input.start("<!-- x -->" + Reading.OPEN, RESTRICTED),
        Input.open("<a><?pi x?></a>", RESTRICTED),
        Input.open("<?xml version='1.0'?>", RESTRICTED),
        Input.start("<?pi?>" + Reading.OPEN, RESTRICTED),
        Input.start("<?xml version='1.0'?><?pi?>" + Reading.OPEN, RESTRICTED),
        Input.start("<!DOCTYPE a>" + Reading.OPEN, RESTRICTED),
        Input.start("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>" + Reading.OPEN, RESTRICTED),
        Input.start("<!DOCTYPE a [<!ENTITY b 'c'>]>" + Reading.OPEN, RESTRICTED),
        Input.start("<?xml version='1.0'?><!DOCTYPE a !", RESTRICTED),
        Input.open("<a>&b;</a>", RESTRICTED),
        Input.open("<a>x&b;y</a>", RESTRICTED),
        Input.open("<a b='&c;'/>", RESTRICTED),
        Input.open("&b;", "error bad-format"),
        Input.start("<?xml version='1.0' standalone='no'?>" + Reading.OPEN, RESTRICTED),
    };

    private static final Input[] NOT_WELL_FORMED = {
        Input.open("<a></b>", MALFORMED),
        Input.open("<a b='1' b='2'/>", MALFORMED),
        Input.open("<a b=1/>", MALFORMED),
        Input.open("<a b='<'/>", MALFORMED),
        Input.open("<a b='1'c='2'/>", MALFORMED),
        Input.open("<p:a/>", MALFORMED),
        Input.open("<a p:b=''/>", MALFORMED),
        Input.open("<a xmlns:p=''/>", MALFORMED),
        Input.open("<a xmlns:p='x' xmlns:q='x' p:b='' q:b=''/>", MALFORMED),
        Input.open("<a xmlns:xml='x'/>", MALFORMED),
        Input.open("<a xmlns:xmlns='x'/>", MALFORMED),
        Input.open("<xmlns:x/>", MALFORMED),
        Input.open("<a:b:c xmlns:a='x'/>", MALFORMED),
        Input.open("<1/>", MALFORMED),
        Input.open("<a>x ]]> y</a>", MALFORMED),
        Input.open("<a>]]]></a>", MALFORMED),
        Input.open("<a>&#xFFFE;</a>", MALFORMED),
        Input.open("<a>&#0;</a>", MALFORMED),
        Input.open("<a>&#xD800;</a>", MALFORMED),
        Input.open("<a>&#x110000;</a>", MALFORMED),
        Input.open("<a>&#99999999999;</a>", MALFORMED),
        Input.open("<a b='&#1;'/>", MALFORMED),
        Input.open("<a>& b</a>", MALFORMED),
        Input.open("<a>&amp</a>", MALFORMED),
        Input.open("<a><![CDAT[x]]></a>", MALFORMED),
        Input.open("<!ELEMENT a>", MALFORMED),
        Input.open("<a><!DOCTYPE a></a>", MALFORMED),
        Input.open("</stream:strea>", MALFORMED),
        Input.open("</stream>", MALFORMED),
        Input.open("</a>", MALFORMED),
        Input.start("\uFEFF" + Reading.OPEN, MALFORMED),
        Input.start("x" + Reading.OPEN, MALFORMED),
        Input.start("<?xml version='1.1'?>" + Reading.OPEN, MALFORMED),
        Input.start("<?xml version='2.0'?>" + Reading.OPEN, MALFORMED),
        Input.start("<?xml?>" + Reading.OPEN, MALFORMED),
        Input.start("GET / HTTP/1.1\r\n\r\n", MALFORMED),
        Input.start("\u0016\u0003\u0001", MALFORMED),
    };

    private static final Input[] OCTETS = {
        Input.raw("<a>#</a>", ENCODING, 0xC0, 0xBC),
        Input.raw("<a b='#'/>", ENCODING, 0xC1, 0xBF),
        Input.raw("<a>#</a>", ENCODING, 0xE0, 0x80, 0xAF),
        Input.raw("<a>#</a>", ENCODING, 0xF0, 0x80, 0x80, 0xAF),
        Input.raw("<a>#</a>", ENCODING, 0xED, 0xA0, 0x80),
        Input.raw("<a>#</a>", ENCODING, 0xF4, 0x90, 0x80, 0x80),
        Input.raw("<a>#</a>", ENCODING, 0xF5, 0x80, 0x80, 0x80),
        Input.raw("<a>#</a>", ENCODING, 0x80),
        Input.raw("<a>#</a>", ENCODING, 0xC3),
        Input.raw("<a>#</a>", ENCODING, 0xE2, 0x82),
        Input.raw("<a>#</a>", ENCODING, 0xFF),
        Input.raw("<#/>", ENCODING, 0xC0, 0xBC),
        Input.raw("<a xmlns='#'/>", ENCODING, 0xC0, 0xBC),
        Input.raw("<a>#</a>", MALFORMED, 0xEF, 0xBF, 0xBE),
        Input.raw("<a b='#'/>", MALFORMED, 0xEF, 0xBF, 0xBF),
        Input.raw("<a>#</a>", MALFORMED, 0),
        Input.raw("<a>#</a>", MALFORMED, 0x1F),
        Input.raw("<a b='#'/>", MALFORMED, 0x0B),
        Input.raw("<a #b=''/>", MALFORMED, 0),
        Input.start("<?xml version='1.0' encoding='ISO-8859-1'?>" + Reading.OPEN, ENCODING),
        Input.start("<?xml version='1.0' encoding='US-ASCII'?>" + Reading.OPEN, ENCODING),
        Input.start("<?xml version='1.0' encoding='UTF-16'?>" + Reading.OPEN, ENCODING),
        Input.start("<\0s\0t\0", ENCODING),
        Input.start("\0<\0s", ENCODING),
        new Input(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '<'}, ENCODING),
        new Input(new byte[] {(byte) 0xFF, (byte) 0xFE, '<', 0}, ENCODING),
    };

    private static final Input[] STREAMS = {
        Input.start("<stream:stream xmlns:stream='x' xmlns='jabber:client'>", "error invalid-namespace"),
        Input.start("<stream xmlns='jabber:client'>", "error invalid-namespace"),
        Input.start("<s:x xmlns:s='http://etherx.jabber.org/streams'>", "error bad-format"),
        Input.open(Reading.OPEN, "error unsupported-stanza-type"),
        Input.open("x", "error bad-format"),
        Input.open("<a/>x<b/>", "<a xmlns='jabber:client'/>\nerror bad-format"),
        Input.open("<![CDATA[x]]>", "error bad-format"),
        Input.open("</stream:stream><a/>\0", "closed\n"),
        Input.open(" \t\r\n</stream:stream >", "closed\n"),
        Input.open("<a/> \r\r\n <b/>", "<a xmlns='jabber:client'/>\n<b xmlns='jabber:client'/>\n"),
        Input.open("<a>\r\r\n\n</a>", "<a xmlns='jabber:client'>\n\n\n</a>\n"),
        Input.open("<a b='\r\n\t \r'/>", "<a xmlns='jabber:client' b='    '/>\n"),
        Input.open("<a b=']]>\"'/>", "<a xmlns='jabber:client' b=']]&gt;&quot;'/>\n"),
        Input.open("<a><![CDATA[<&]]]]><![CDATA[>]]>x</a>", "<a xmlns='jabber:client'>&lt;&amp;]]&gt;x</a>\n"),
        Input.open(
                "<a>]]&gt;&lt;&amp;&apos;&quot;&#x1F600;&#65;</a>",
                "<a xmlns='jabber:client'>]]&gt;&lt;&amp;'\"😀A</a>\n"),
        Input.open(
                "<a b='&lt;&amp;&apos;&quot;&#x1F600;&#65;&#xD;'/>",
                "<a xmlns='jabber:client' b='&lt;&amp;&apos;&quot;😀A&#13;'/>\n"),
        Input.open("<a xmlns=''><b xmlns='x'/></a>", "<a><b xmlns='x'/></a>\n"),
        Input.open(
                "<p:a xmlns:p='x'><p:b q:c='1' xmlns:q='y'/></p:a>", "<a xmlns='x'><b xmlns:ns0='y' ns0:c='1'/></a>\n"),
        Input.open(
                "<a xml:lang='de'>€𐍈é\uFEFF\uFFFD</a>",
                "<a xmlns='jabber:client' xml:lang='de'>€𐍈é\uFEFF\uFFFD</a>\n"),
        Input.open("<é xmlns='urn:€𐍈' ü='𐍈'/>", "<é xmlns='urn:€𐍈' ü='𐍈'/>\n"),
        Input.start("<?xml version='1.0' encoding=\"utf-8\" standalone='yes' ?>\n" + Reading.OPEN, Reading.OPENED),
        Input.start(" \n" + Reading.OPEN + "<a/>", Reading.OPENED + "<a xmlns='jabber:client'/>\n"),
        Input.start(
                "<x:stream xmlns:x='http://etherx.jabber.org/streams' xmlns='jabber:client' to='example.org'>"
                        + "<x:error/></x:stream>",
                Reading.OPENED + "<error xmlns='http://etherx.jabber.org/streams'/>\nclosed\n"),
    };

    @TestFactory
    Stream<DynamicTest> everyInputHasOneOutcomeHoweverItIsCut() {
        return Stream.of(RESTRICTED_XML, NOT_WELL_FORMED, OCTETS, STREAMS)
                .flatMap(Stream::of)
                .map(input -> DynamicTest.dynamicTest(name(input), () -> check(input)));
    }

    private static String name(Input input) {
        String text = new String(input.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.replace(Reading.OPEN, "…").replaceAll("[^ -~…]", "?");
    }

    private static void check(Input input) {
        byte[] bytes = input.bytes();
        assertThat(Reading.outcome(bytes, LIMITS)).isEqualTo(input.outcome());
        assertThat(Reading.outcomeByteByByte(bytes, LIMITS)).isEqualTo(input.outcome());
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(Reading.outcome(bytes, LIMITS, cut)).as("cut at %d", cut).isEqualTo(input.outcome());
        }
    }
}
