package im.regent.core.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An immutable XML element with its attributes and content.
 *
 * <p>Namespaces are resolved: there are no prefixes but hints on namespaced attributes. Illegal XML characters cannot be
 * constructed (RFC 6120 §11.1). Safe for every thread.
 */
public final class Element implements Node {
    private final Name name;
    private final List<Attribute> attributes;
    private final Content content;

    private Element(Name name, List<Attribute> attributes, Content content) {
        this.name = name;
        this.attributes = attributes;
        this.content = content;
    }

    /** An empty element without attributes. */
    public static Element of(String namespace, String local) {
        return new Element(new Name(namespace, local), List.of(), Content.EMPTY);
    }

    /** An element without attributes that holds the given nodes. */
    public static Element of(String namespace, String local, Node... nodes) {
        return new Element(new Name(namespace, local), List.of(), new Content(List.of(nodes)));
    }

    /** An element without attributes that holds text. */
    public static Element text(String namespace, String local, String text) {
        return of(namespace, local, new Text(text));
    }

    /** An element from its parts; the lists are copied. For parsers. */
    public static Element of(Name name, List<Attribute> attributes, List<Node> nodes) {
        return new Element(
                name, List.copyOf(attributes), nodes.isEmpty() ? Content.EMPTY : new Content(List.copyOf(nodes)));
    }

    /** The expanded name. */
    public Name name() {
        return name;
    }

    /** The namespace, empty for none. */
    public String namespace() {
        return name.namespace();
    }

    /** The local name. */
    public String localName() {
        return name.local();
    }

    /** Whether this is the element of that name. */
    public boolean is(String namespace, String local) {
        return name.local().equals(local) && name.namespace().equals(namespace);
    }

    /** All attributes, in document order. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** The value of an attribute in no namespace. */
    public Optional<String> attribute(String local) {
        return Optional.ofNullable(find("", local));
    }

    /** The value of an attribute in no namespace, or the fallback. */
    public String attribute(String local, String fallback) {
        String value = find("", local);
        return value == null ? fallback : value;
    }

    /** The value of {@code xml:lang} on this very element. */
    public Optional<String> lang() {
        return Optional.ofNullable(find(Attribute.XML_NAMESPACE, "lang"));
    }

    private @Nullable String find(String namespace, String local) {
        for (int i = 0; i < attributes.size(); i++) {
            Attribute attribute = attributes.get(i);
            if (attribute.local().equals(local) && attribute.namespace().equals(namespace)) {
                return attribute.value();
            }
        }
        return null;
    }

    /** Elements and text, in document order. */
    public List<Node> nodes() {
        return content.nodes;
    }

    /** The child elements, in document order. */
    public List<Element> children() {
        List<Element> found = new ArrayList<>(content.nodes.size());
        for (Node node : content.nodes) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /** The child elements of that name, in document order. */
    public List<Element> children(String namespace, String local) {
        List<Element> found = children();
        found.removeIf(child -> !child.is(namespace, local));
        return found;
    }

    /** The first child element of that name. */
    public Optional<Element> child(String namespace, String local) {
        for (Node node : content.nodes) {
            if (node instanceof Element element && element.is(namespace, local)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The first child element, whatever its name. */
    public Optional<Element> firstChild() {
        for (Node node : content.nodes) {
            if (node instanceof Element element) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** The text directly inside this element, concatenated; empty if there is none. */
    public String text() {
        if (content.nodes.size() == 1 && content.nodes.get(0) instanceof Text only) {
            return only.value();
        }
        StringBuilder text = new StringBuilder();
        for (Node node : content.nodes) {
            if (node instanceof Text part) {
                text.append(part.value());
            }
        }
        return text.toString();
    }

    /** A copy in which the attribute (in no namespace) has the value. */
    public Element with(String local, String value) {
        return with(new Attribute(local, value));
    }

    /** A copy in which the attribute stands, in the place of one of the same name if there is one. */
    public Element with(Attribute changed) {
        List<Attribute> copy = new ArrayList<>(attributes.size() + 1);
        boolean replaced = false;
        for (Attribute attribute : attributes) {
            boolean same = attribute.local().equals(changed.local())
                    && attribute.namespace().equals(changed.namespace());
            copy.add(same ? changed : attribute);
            replaced |= same;
        }
        if (!replaced) {
            copy.add(changed);
        }
        return new Element(name, copy, content);
    }

    /** A copy without the attribute (in no namespace). */
    public Element without(String local) {
        if (find("", local) == null) {
            return this;
        }
        List<Attribute> copy = new ArrayList<>(attributes);
        copy.removeIf(attribute ->
                attribute.local().equals(local) && attribute.namespace().isEmpty());
        return new Element(name, copy, content);
    }

    /** A copy with one more node at the end. */
    public Element plus(Node node) {
        List<Node> nodes = new ArrayList<>(content.nodes);
        nodes.add(node);
        return new Element(name, attributes, new Content(nodes));
    }

    /** A copy with one more child that holds text, in this element's namespace. */
    public Element plusText(String local, String text) {
        return plus(text(namespace(), local, text));
    }

    /** A copy with other content. */
    public Element withNodes(List<? extends Node> nodes) {
        return new Element(name, attributes, nodes.isEmpty() ? Content.EMPTY : new Content(List.copyOf(nodes)));
    }

    /**
     * Encodes the content now, so that this element and all copies that differ only in attributes share the bytes. For
     * what goes to many receivers.
     */
    public Element encodedOnce() {
        if (content.encoded() == null && !content.nodes.isEmpty()) {
            XmlWriter writer = new XmlWriter();
            writer.content(this);
            content.encoded(writer.toByteArray());
        }
        return this;
    }

    /** About how many bytes it has on the wire; exact for the content if that was {@link #encodedOnce encoded} already. */
    public int weight() {
        byte[] encoded = content.encoded();
        int weight = 2 * (name.local().length() + 2);
        for (Attribute attribute : attributes) {
            weight += attribute.local().length() + attribute.value().length() + 4;
        }
        if (encoded != null) {
            return weight + encoded.length;
        }
        for (Node node : content.nodes) {
            weight += node instanceof Element child
                    ? child.weight()
                    : ((Text) node).value().length();
        }
        return weight;
    }

    byte @Nullable [] encodedContent() {
        return content.encoded();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Element element
                && name.equals(element.name)
                && attributes.size() == element.attributes.size()
                && attributes.containsAll(element.attributes)
                && content.nodes.equals(element.content.nodes);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + content.nodes.hashCode();
    }

    /** The element as XML, with every namespace declared; never for logs above TRACE. */
    @Override
    public String toString() {
        return new XmlWriter().document(this).toString();
    }
}
