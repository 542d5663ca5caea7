package im.regent.core.parse;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamHeader;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A stream's opening tag: what the stream's logic wants to know of it, and the part that a new scanner has to read to stand
 * where the old one stood: the root's name and the namespaces declared on it (RFC 6120 §4.8.5).
 */
final class Opening {
    private static final byte[] USUAL_CLIENT = usual(XmlWriter.CLIENT);
    private static final byte[] USUAL_COMPONENT = usual("jabber:component:accept");

    private final String contentNamespace;
    private final byte[] prologue;

    /** From the start tag of the root, which the scanner stands on. */
    Opening(GuardedScanner scanner) {
        contentNamespace = scanner.getNamespaceURI("");
        prologue = shared(prologue(scanner));
    }

    private static byte[] usual(String namespace) {
        String tag = "<stream:stream xmlns:stream='" + XmlWriter.STREAMS + "' xmlns='" + namespace + "'>";
        return tag.getBytes(StandardCharsets.UTF_8);
    }

    /** The XML declaration was read, or there is none. */
    static void checkDeclaration(GuardedScanner scanner) throws StreamException {
        if (!scanner.isVersion10()) {
            throw new StreamException(StreamCondition.NOT_WELL_FORMED, "the version of XML must be 1.0");
        }
        if (scanner.isStandaloneNo()) {
            // RFC 6120 §11.5 leaves no use for it: there is no external subset to rely on.
            throw new StreamException(StreamCondition.RESTRICTED_XML, "standalone must not be 'no'");
        }
    }

    /** What the start tag of the root says to the stream's logic. */
    static StreamHeader header(GuardedScanner scanner, StreamLimits limits) throws StreamException {
        List<Attribute> attributes = Tags.attributes(scanner, limits);
        String name = Tags.localName(scanner, limits);
        if (!Tags.namespace(scanner).equals(XmlWriter.STREAMS)) {
            throw new StreamException(
                    StreamCondition.INVALID_NAMESPACE, "the stream's namespace is " + XmlWriter.STREAMS);
        }
        if (!name.equals("stream")) {
            throw new StreamException(StreamCondition.BAD_FORMAT, "a stream begins with <stream:stream>");
        }
        return new StreamHeader(
                scanner.getNamespaceURI(""),
                value(attributes, "", "from"),
                value(attributes, "", "to"),
                value(attributes, "", "id"),
                value(attributes, "", "version"),
                value(attributes, Attribute.XML_NAMESPACE, "lang"));
    }

    private static String value(List<Attribute> attributes, String namespace, String local) {
        for (Attribute attribute : attributes) {
            if (attribute.local().equals(local) && attribute.namespace().equals(namespace)) {
                return attribute.value();
            }
        }
        return "";
    }

    private static byte[] prologue(GuardedScanner scanner) {
        List<String> declarations = new ArrayList<>();
        for (int i = 0; i < scanner.getNsCount(); i++) {
            String prefix = Tags.orEmpty(scanner.getNamespacePrefix(i));
            StringBuilder declaration =
                    new StringBuilder(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix).append("='");
            escape(Tags.orEmpty(scanner.getNamespaceURI(i)), declaration);
            declarations.add(declaration.append('\'').toString());
        }
        // The order means nothing; sorted, more tags are equal.
        Collections.sort(declarations);
        String tag = "<" + scanner.getName().getPrefixedName() + String.join("", declarations) + ">";
        return tag.getBytes(StandardCharsets.UTF_8);
    }

    private static void escape(String value, StringBuilder out) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '<' || c == '&' || c == '\'' || c < ' ') {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
    }

    /** One array for the tags that nearly all streams have: idle streams keep it. */
    private static byte[] shared(byte[] prologue) {
        if (Arrays.equals(prologue, USUAL_CLIENT)) {
            return USUAL_CLIENT;
        }
        return Arrays.equals(prologue, USUAL_COMPONENT) ? USUAL_COMPONENT : prologue;
    }

    /** The content namespace (RFC 6120 §4.8.2). */
    String contentNamespace() {
        return contentNamespace;
    }

    /** A tag with the root's name and namespaces. */
    byte[] prologue() {
        return prologue;
    }
}
