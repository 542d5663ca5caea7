package im.regent.core.xml;

/**
 * One attribute. An attribute in no namespace has an empty namespace and prefix; the prefix of a namespaced one is a hint
 * for the writer.
 */
public record Attribute(String namespace, String prefix, String local, String value) {
    /** The namespace of {@code xml:lang}. */
    public static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

    /** @throws IllegalArgumentException when the value holds a character that XML forbids */
    public Attribute {
        XmlCharacters.check(value);
    }

    /** An attribute in no namespace. */
    public Attribute(String local, String value) {
        this("", "", local, value);
    }

    /** The prefix means nothing (Namespaces in XML 1.0 §4). */
    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute attribute
                && local.equals(attribute.local)
                && namespace.equals(attribute.namespace)
                && value.equals(attribute.value);
    }

    @Override
    public int hashCode() {
        return 31 * local.hashCode() + value.hashCode();
    }

    /** {@code xml:lang}. */
    public static Attribute lang(String value) {
        return new Attribute(XML_NAMESPACE, "xml", "lang", value);
    }
}
