package im.regent.core.parse;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.Node;
import im.regent.core.xml.Text;
import im.regent.core.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of one first-level element after the other from the scanner's tokens, within the limits.
 *
 * <p>Where the stream's content namespace reaches from the first-level element without interruption, names become
 * {@code jabber:client}: that is what the rest of the server calls stanzas, whatever stream they came on.
 */
final class TreeBuilder {
    /** More new names than this in one element are not a stanza but an attack on the name table. */
    private static final int NEW_NAMES = 2_048;

    private final String contentNamespace;
    private final List<Frame> frames = new ArrayList<>();
    private int depth;
    private int elements;
    private int namesBefore;

    TreeBuilder(String contentNamespace) {
        this.contentNamespace = contentNamespace;
    }

    /** An element that is open. Reused for all elements of its depth. */
    private static final class Frame {
        Name name = new Name("", "");
        List<Attribute> attributes = List.of();
        boolean isContent;
        final List<Node> nodes = new ArrayList<>();

        @Nullable
        String text;

        @Nullable
        StringBuilder more;

        void text(String part) {
            if (text == null) {
                text = part;
            } else {
                if (more == null) {
                    more = new StringBuilder(text);
                }
                more.append(part);
            }
        }

        /** Character data, CDATA sections and references beside each other are one text. */
        void endText() {
            String whole = more == null ? text : more.toString();
            if (whole != null && !whole.isEmpty()) {
                nodes.add(new Text(whole));
            }
            text = null;
            more = null;
        }

        Element end() {
            endText();
            Element element = Element.of(name, attributes, nodes);
            nodes.clear();
            return element;
        }
    }

    /** Whether an element is open. */
    boolean isOpen() {
        return depth > 0;
    }

    /** The scanner stands on a start tag. */
    void start(GuardedScanner scanner, StreamLimits limits) throws StreamException {
        if (depth == 0) {
            elements = 0;
            namesBefore = scanner.names();
        } else {
            frames.get(depth - 1).endText();
        }
        require(++elements <= limits.maxElements(), "too many elements");
        require(depth < limits.maxDepth(), "elements nested too deeply");
        require(scanner.names() - namesBefore <= NEW_NAMES, "too many names");
        boolean isContent = depth == 0 || frames.get(depth - 1).isContent;
        if (depth == frames.size()) {
            frames.add(new Frame());
        }
        Frame frame = frames.get(depth++);
        String namespace = Tags.namespace(scanner);
        frame.isContent = isContent && namespace.equals(contentNamespace);
        frame.name = new Name(frame.isContent ? XmlWriter.CLIENT : namespace, Tags.localName(scanner, limits));
        frame.attributes = Tags.attributes(scanner, limits);
    }

    /** The scanner read text. */
    void text(String part) {
        frames.get(depth - 1).text(part);
    }

    /** The scanner stands on an end tag; returns the first-level element if that was its end. */
    @Nullable
    Element end() {
        Element element = frames.get(--depth).end();
        if (depth == 0) {
            return element;
        }
        frames.get(depth - 1).nodes.add(element);
        return null;
    }

    static void require(boolean holds, String otherwise) throws StreamException {
        if (!holds) {
            throw new StreamException(StreamCondition.POLICY_VIOLATION, otherwise);
        }
    }
}
