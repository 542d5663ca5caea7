package im.regent.core.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Serialises elements as UTF-8 into a growing array that can be used again.
 *
 * <p>Elements are written without prefixes: a namespace is declared where it differs from the parent's. First-level
 * elements of a stream are written as children of the content namespace, so the same bytes serve {@code jabber:client} and
 * {@code jabber:component:accept} streams: inside the server a stanza is always in {@code jabber:client}, and the stream's
 * own header says what the unprefixed name means. Only first-level elements of the streams namespace carry
 * the prefix {@code stream}, which every header declares. Not safe for more than one thread.
 */
public final class XmlWriter {
    /** The namespace that stanzas have inside the server, whatever stream they came from. */
    public static final String CLIENT = "jabber:client";

    /** The namespace of the stream's own elements (RFC 6120 §4.8.1). */
    public static final String STREAMS = "http://etherx.jabber.org/streams";

    private static final int KEEP_AT_MOST = 1 << 18;

    private static final byte[][] PLAIN = escapes("", "");
    private static final byte[][] TEXT = escapes("<>&\r", "&lt; &gt; &amp; &#13;");

    /** White space too: XML 1.0 §3.3.3 lets a parser turn it into spaces in attribute values. */
    private static final byte[][] VALUE = escapes("<>&'\"\r\n\t", "&lt; &gt; &amp; &apos; &quot; &#13; &#10; &#9;");

    private byte[] bytes = new byte[512];
    private int length;

    /** For each ASCII character what it becomes; null if it stays what it is. */
    private static byte[][] escapes(String characters, String replacements) {
        byte[][] table = new byte[128][];
        String[] each = replacements.split(" ", -1);
        for (int i = 0; i < characters.length(); i++) {
            table[characters.charAt(i)] = each[i].getBytes(StandardCharsets.US_ASCII);
        }
        return table;
    }

    /** Forgets what was written; a buffer that grew large is given back. */
    public XmlWriter reset() {
        length = 0;
        if (bytes.length > KEEP_AT_MOST) {
            bytes = new byte[512];
        }
        return this;
    }

    /** The array that holds the bytes; valid until the next call. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes of {@link #array()} are written. */
    public int length() {
        return length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes a first-level element of a stream. */
    public XmlWriter stanza(Element element) {
        if (element.namespace().equals(STREAMS)) {
            tag(element, "stream:", CLIENT, CLIENT);
        } else {
            element(element, CLIENT);
        }
        return this;
    }

    /**
     * Writes the XML declaration and a stream's opening tag (RFC 6120 §4.7, §11.5).
     *
     * @param attributes those with empty values are left out, but for {@code from}
     */
    public XmlWriter opening(String contentNamespace, List<Attribute> attributes) {
        ascii("<?xml version='1.0'?><stream:stream xmlns='");
        attributeValue(contentNamespace);
        ascii("' xmlns:stream='" + STREAMS + "'");
        for (Attribute attribute : attributes) {
            // RFC 6120 §4.9.1.3: 'from' "MUST be either an authoritative FQDN for the receiving entity or the empty
            // string".
            if (!attribute.value().isEmpty() || attribute.local().equals("from")) {
                raw(' ');
                ascii(attribute.namespace().isEmpty() ? "" : "xml:");
                utf8(attribute.local());
                ascii("='");
                attributeValue(attribute.value());
                raw('\'');
            }
        }
        raw('>');
        return this;
    }

    /** Writes a stream's closing tag. */
    public XmlWriter closing() {
        ascii("</stream:stream>");
        return this;
    }

    /** Writes an element that stands alone: every namespace is declared, that of streams too. */
    public XmlWriter document(Element element) {
        element(element, "");
        return this;
    }

    /** Writes what stands between the tags of the element, as if they were written without a prefix. */
    void content(Element element) {
        content(element, element.namespace());
    }

    private void content(Element element, String inner) {
        for (Node node : element.nodes()) {
            if (node instanceof Element child) {
                element(child, inner);
            } else if (node instanceof Text text) {
                text(text.value());
            }
        }
    }

    private void element(Element element, String parentNamespace) {
        tag(element, "", parentNamespace, element.namespace());
    }

    /** @param inner the default namespace between the tags */
    private void tag(Element element, String prefix, String outer, String inner) {
        raw('<');
        ascii(prefix);
        utf8(element.localName());
        if (!inner.equals(outer)) {
            ascii(" xmlns='");
            attributeValue(inner);
            raw('\'');
        }
        attributes(element);
        if (element.nodes().isEmpty()) {
            ascii("/>");
            return;
        }
        raw('>');
        byte[] encoded = prefix.isEmpty() ? element.encodedContent() : null;
        if (encoded != null) {
            raw(encoded);
        } else {
            content(element, inner);
        }
        ascii("</");
        ascii(prefix);
        utf8(element.localName());
        raw('>');
    }

    private void attributes(Element element) {
        int generated = 0;
        for (int i = 0; i < element.attributes().size(); i++) {
            Attribute attribute = element.attributes().get(i);
            raw(' ');
            if (attribute.namespace().equals(Attribute.XML_NAMESPACE)) {
                ascii("xml:");
            } else if (!attribute.namespace().isEmpty()) {
                // One prefix per attribute, declared on the spot: hints of a peer could collide with each other.
                String prefix = "ns" + generated++;
                ascii("xmlns:" + prefix + "='");
                attributeValue(attribute.namespace());
                ascii("' " + prefix + ":");
            }
            utf8(attribute.local());
            ascii("='");
            attributeValue(attribute.value());
            raw('\'');
        }
    }

    /** Character data with what XML needs escaped; {@code >} too, so that {@code ]]>} cannot arise. */
    private void text(String value) {
        escaped(value, TEXT);
    }

    private void attributeValue(String value) {
        escaped(value, VALUE);
    }

    private void utf8(String value) {
        escaped(value, PLAIN);
    }

    /** Runs of ASCII characters that stay what they are, which is nearly everything, are copied as a whole. */
    @SuppressWarnings("deprecation") // the only copy without a check per character; here they have been checked
    private void escaped(String value, byte[][] escapes) {
        int chars = value.length();
        ensure(chars);
        int from = 0;
        for (int at = 0; at < chars; at++) {
            char c = value.charAt(at);
            if (c < 0x80 && escapes[c] == null) {
                continue;
            }
            value.getBytes(from, at, bytes, length);
            length += at - from;
            from = at + 1;
            if (c < 0x80) {
                raw(escapes[c]);
            } else if (Character.isHighSurrogate(c)) {
                at = from++;
                multiByte(Character.toCodePoint(c, value.charAt(at)));
            } else {
                multiByte(c);
            }
            ensure(chars - from);
        }
        value.getBytes(from, chars, bytes, length);
        length += chars - from;
    }

    private void multiByte(int point) {
        ensure(4);
        if (point < 0x800) {
            bytes[length++] = (byte) (0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                bytes[length++] = (byte) (0xE0 | point >> 12);
            } else {
                bytes[length++] = (byte) (0xF0 | point >> 18);
                bytes[length++] = (byte) (0x80 | point >> 12 & 0x3F);
            }
            bytes[length++] = (byte) (0x80 | point >> 6 & 0x3F);
        }
        bytes[length++] = (byte) (0x80 | point & 0x3F);
    }

    /** Writes a string of ASCII characters that need no escape. */
    @SuppressWarnings(
            "deprecation") // String.getBytes(int, int, byte[], int) is the only copy without a check per character
    private void ascii(String value) {
        ensure(value.length());
        value.getBytes(0, value.length(), bytes, length);
        length += value.length();
    }

    private void raw(char octet) {
        ensure(1);
        bytes[length++] = (byte) octet;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void raw(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
