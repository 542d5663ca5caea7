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

    /** {@code xml:lang}. */
    public static Attribute lang(String value) {
        return new Attribute(XML_NAMESPACE, "xml", "lang", value);
    }
}
