package im.regent.core.xml;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The JDK's own StAX parser, to ask for a second opinion. */
public final class SecondParser {
    private SecondParser() {}

    private record Open(Name name, List<Attribute> attributes, List<Node> nodes, StringBuilder text) {
        void endText() {
            if (!text.isEmpty()) {
                nodes.add(new Text(text.toString()));
                text.setLength(0);
            }
        }
    }

    /** Reads a document without a DTD. */
    public static Element read(byte[] document) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
        Deque<Open> open = new ArrayDeque<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!open.isEmpty()) {
                        open.peek().endText();
                    }
                    Name name = new Name(orEmpty(reader.getNamespaceURI()), reader.getLocalName());
                    open.push(new Open(name, attributes(reader), new ArrayList<>(), new StringBuilder()));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Open ended = open.pop();
                    ended.endText();
                    Element element = Element.of(ended.name(), ended.attributes(), ended.nodes());
                    if (open.isEmpty()) {
                        return element;
                    }
                    open.peek().nodes().add(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text().append(reader.getText());
                    }
                }
                default -> throw new XMLStreamException("restricted XML");
            }
        }
    }

    private static List<Attribute> attributes(XMLStreamReader reader) {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.add(new Attribute(
                    orEmpty(reader.getAttributeNamespace(i)),
                    orEmpty(reader.getAttributePrefix(i)),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i)));
        }
        return attributes;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
