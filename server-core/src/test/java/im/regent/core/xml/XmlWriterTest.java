package im.regent.core.xml;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.parse.Scanners;
import im.regent.core.parse.XmlStreamReader;
import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6120 §11: what is written can be read again, and is the same. */
class XmlWriterTest {
    private static final String[] PIECES = {
        "]]>",
        "]]",
        ">",
        "<",
        "&",
        "&amp;",
        "'",
        "\"",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\uFFFD",
        "é",
        "€",
        "𐍈",
        "\uDBFF\uDFFF",
        "x",
        "<!--",
        "<![CDATA[",
        "&#13;",
        "\u007F",
        "\u0080"
    };
    private static final String[] NAMESPACES = {
        "jabber:client", "urn:a", "urn:'<&\">", "", "http://etherx.jabber.org/streams", "urn:a\tb\n"
    };

    private final Scanners scanners = new Scanners();

    private static String text(RandomGenerator random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Element tree(RandomGenerator random, int depth) {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String namespace = random.nextInt(3) == 0 ? "urn:attribute:" + i : "";
            attributes.add(new Attribute(namespace, namespace.isEmpty() ? "" : "p", "a" + i, text(random, 6)));
        }
        List<Node> nodes = new ArrayList<>();
        boolean wasText = false;
        for (int i = depth == 0 ? 0 : random.nextInt(4); i > 0; i--) {
            String text = text(random, 6);
            if (!wasText && random.nextBoolean() && !text.isEmpty()) {
                nodes.add(new Text(text));
                wasText = true;
            } else {
                nodes.add(tree(random, depth - 1));
                wasText = false;
            }
        }
        Name name = new Name(NAMESPACES[random.nextInt(NAMESPACES.length)], "e" + random.nextInt(5));
        Element element = Element.of(name, attributes, nodes);
        return random.nextInt(5) == 0 ? element.encodedOnce() : element;
    }

    private Element read(byte[] stanza) throws Exception {
        XmlStreamReader reader = new XmlStreamReader(scanners, StreamLimits.authenticated(1 << 20));
        byte[] open = new XmlWriter().opening("jabber:client", List.of()).toByteArray();
        reader.feed(open, 0, open.length);
        assertThat(reader.next()).containsInstanceOf(StreamEvent.Opened.class);
        reader.feed(stanza, 0, stanza.length);
        return ((StreamEvent.Received) reader.next().orElseThrow()).element();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsWrittenIsReadAsTheSameTree(long seed) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("SplittableRandom").create(seed);
        XmlWriter writer = new XmlWriter();
        for (int i = 0; i < 300; i++) {
            Element element = tree(random, 4);
            byte[] written = writer.reset().stanza(element).toByteArray();
            assertThat(read(written))
                    .as(new String(written, StandardCharsets.UTF_8))
                    .isEqualTo(element);
            // As a document of its own, a second parser reads it too.
            byte[] document = writer.reset().document(element).toByteArray();
            assertThat(SecondParser.read(document)).as(writer.toString()).isEqualTo(element);
        }
    }

    @Test
    void longStringsAreWrittenAcrossBlocks() throws Exception {
        for (int length = 250; length < 262; length++) {
            Element element = Element.text("jabber:client", "a", "x".repeat(length) + "𐍈".repeat(600) + "<é€>");
            assertThat(read(new XmlWriter().stanza(element).toByteArray())).isEqualTo(element);
        }
    }

    @Test
    void whatWasEncodedOnceIsTheSame() {
        Element plain = Element.of("jabber:client", "message", Element.text("urn:x", "x", "<é>"));
        byte[] expected = new XmlWriter().stanza(plain).toByteArray();
        assertThat(new XmlWriter().stanza(plain.encodedOnce()).toByteArray()).isEqualTo(expected);
        assertThat(new XmlWriter().stanza(plain.encodedOnce().with("to", "a")).toString())
                .isEqualTo("<message to='a'><x xmlns='urn:x'>&lt;é&gt;</x></message>");
    }

    @Test
    void openingTagEscapesAndLeavesOutWhatIsEmptyButForItsSender() {
        assertThat(new XmlWriter()
                        .opening(
                                "jabber:client",
                                List.of(
                                        new Attribute("from", ""),
                                        new Attribute("to", "a'<b"),
                                        new Attribute("id", "")))
                        .closing()
                        .toString())
                .isEqualTo("<?xml version='1.0'?><stream:stream xmlns='jabber:client' "
                        + "xmlns:stream='http://etherx.jabber.org/streams' from='' to='a&apos;&lt;b'></stream:stream>");
    }
}
