package im.regent.dist.docs;

import im.regent.core.feature.FeatureFactory;
import im.regent.core.feature.Specification;
import im.regent.core.server.ServerSettings;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Describes the project for programs (XEP-0453 version 0.1.2), by what the installed features say of themselves. */
final class DoapPage {
    private static final String DOAP = "http://usefulinc.com/ns/doap#";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final String XMPP = "https://linkmauve.fr/ns/xmpp-doap#";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private DoapPage() throws XMLStreamException {
        xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    static String render() throws XMLStreamException {
        DoapPage page = new DoapPage();
        page.project();
        return page.text.toString() + "\n";
    }

    /** Each once, RFCs first. */
    static List<Specification> specifications() {
        Comparator<Specification> order =
                Comparator.comparing(Specification::series).thenComparing(Specification::number);
        TreeMap<Specification, Specification> all = new TreeMap<>(order);
        for (FeatureFactory<?> factory : ServerSettings.installedFeatures()) {
            for (Specification next : factory.specifications()) {
                Specification other = all.putIfAbsent(next, next);
                if (other != null && !other.equals(next)) {
                    throw new AssertionError(factory.id() + " says " + next + ", another feature " + other);
                }
            }
        }
        return List.copyOf(all.keySet());
    }

    private void project() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.setDefaultNamespace(DOAP);
        xml.setPrefix("rdf", RDF);
        xml.setPrefix("xmpp", XMPP);
        xml.writeStartElement(RDF, "RDF");
        xml.writeDefaultNamespace(DOAP);
        xml.writeNamespace("rdf", RDF);
        xml.writeNamespace("xmpp", XMPP);
        line(1);
        xml.writeStartElement(DOAP, "Project");
        value("name", "Regent");
        value("shortdesc", "A lightweight XMPP server in which privileged entities are a first-class part");
        value("programming-language", "Java");
        value("os", "Linux");
        value("os", "macOS");
        value("os", "Windows");
        resource("license", "https://spdx.org/licenses/Apache-2.0");
        resource("category", "https://linkmauve.fr/ns/xmpp-doap#category-server");
        for (Specification specification : specifications()) {
            switch (specification.series()) {
                case RFC -> resource("implements", "https://www.rfc-editor.org/info/rfc" + specification.number());
                case XEP -> xep(specification);
            }
        }
        line(1);
        xml.writeEndElement();
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void xep(Specification specification) throws XMLStreamException {
        line(2);
        xml.writeStartElement(DOAP, "implements");
        line(3);
        xml.writeStartElement(XMPP, "SupportedXep");
        line(4);
        xml.writeEmptyElement(XMPP, "xep");
        xml.writeAttribute(
                RDF,
                "resource",
                String.format(Locale.ROOT, "https://xmpp.org/extensions/xep-%04d.html", specification.number()));
        text("status", specification.isComplete() ? "complete" : "partial");
        text("version", specification.version());
        if (!specification.isComplete()) {
            text("note", "Left out: " + specification.leftOut() + ".");
        }
        line(3);
        xml.writeEndElement();
        line(2);
        xml.writeEndElement();
    }

    private void text(String name, String value) throws XMLStreamException {
        line(4);
        xml.writeStartElement(XMPP, name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private void value(String name, String value) throws XMLStreamException {
        line(2);
        xml.writeStartElement(DOAP, name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private void resource(String name, String uri) throws XMLStreamException {
        line(2);
        xml.writeEmptyElement(DOAP, name);
        xml.writeAttribute(RDF, "resource", uri);
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
