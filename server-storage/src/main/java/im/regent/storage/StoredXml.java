package im.regent.storage;

import im.regent.core.store.Codec;
import im.regent.core.store.StoreException;
import im.regent.core.store.Stores;
import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import im.regent.core.xml.Node;
import im.regent.core.xml.Text;
import im.regent.core.xml.XmlWriter;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The values of one store as XML text.
 *
 * <p>What is read back was written by {@link XmlWriter}, unless somebody has been at the database: so declarations of
 * document types, entities, comments and processing instructions are refused, and depth is limited. Safe for every thread.
 */
final class StoredXml<T> {
    /** Deeper than anything a stream admits. */
    private static final int MAX_DEPTH = 200;
    /** Of the JDK, lower than what streams admit. Those on sizes count references such as {@code &lt;}, too. */
    private static final List<String> OTHER_LIMITS =
            List.of("jdk.xml.maxGeneralEntitySizeLimit", "jdk.xml.totalEntitySizeLimit", "jdk.xml.maxXMLNameLimit");

    private final String name;
    private final Codec<T> codec;

    StoredXml(String name, Codec<T> codec) {
        this.name = name;
        this.codec = codec;
    }

    String name() {
        return name;
    }

    String write(T value) {
        XmlWriter writer = new XmlWriter().document(codec.encode(value));
        if (writer.length() > Stores.MAX_VALUE_BYTES) {
            throw new StoreException("a value for '" + name + "' is larger than " + Stores.MAX_VALUE_BYTES + " bytes");
        }
        return writer.toString();
    }

    T read(String xml) {
        try {
            return codec.decode(parse(xml));
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new StoreException("'" + name + "' holds a value that this version cannot read", e);
        }
    }

    static Element parse(String xml) throws XMLStreamException {
        XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml));
        Tree tree = new Tree();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> tree.start(reader);
                case XMLStreamConstants.END_ELEMENT -> tree.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    tree.text(reader.getText());
                case XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw new XMLStreamException("restricted XML");
            }
        }
        return tree.root();
    }

    /** A new one each time: the JDK's is not safe for several threads, and cheap. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // Newer JDKs stop at a depth of 100 by themselves; ours is checked below.
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH));
        OTHER_LIMITS.forEach(limit -> factory.setProperty(limit, String.valueOf(Integer.MAX_VALUE)));
        return factory;
    }

    /** An element under construction. */
    private record Open(Name name, List<Attribute> attributes, List<Node> nodes) {
        Element toElement() {
            return Element.of(name, attributes, nodes);
        }
    }

    private static final class Tree {
        private final Deque<Open> open = new ArrayDeque<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Node> roots = new ArrayList<>(1);

        void start(XMLStreamReader reader) throws XMLStreamException {
            flushText();
            if (open.size() == MAX_DEPTH) {
                throw new XMLStreamException("nested too deeply");
            }
            List<Attribute> attributes = new ArrayList<>(reader.getAttributeCount());
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.add(new Attribute(
                        orEmpty(reader.getAttributeNamespace(i)),
                        orEmpty(reader.getAttributePrefix(i)),
                        reader.getAttributeLocalName(i),
                        reader.getAttributeValue(i)));
            }
            Name name = new Name(orEmpty(reader.getNamespaceURI()), reader.getLocalName());
            open.push(new Open(name, attributes, new ArrayList<>()));
        }

        void end() {
            flushText();
            Element element = open.pop().toElement();
            (open.isEmpty() ? roots : open.element().nodes()).add(element);
        }

        void text(String more) {
            text.append(more);
        }

        Element root() {
            return (Element) roots.get(0);
        }

        private void flushText() {
            if (text.length() > 0 && !open.isEmpty()) {
                open.element().nodes().add(new Text(text.toString()));
            }
            text.setLength(0);
        }
    }

    /** The reader of the JDK says null for no namespace and no prefix. */
    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
