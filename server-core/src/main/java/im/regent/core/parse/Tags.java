package im.regent.core.parse;

import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamLimits;
import im.regent.core.xml.Attribute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the start tag that a scanner stands on, within the limits. */
final class Tags {
    private Tags() {}

    static String namespace(GuardedScanner scanner) {
        String namespace = scanner.getNamespaceURI();
        return namespace == null ? "" : namespace;
    }

    static String localName(GuardedScanner scanner, StreamLimits limits) throws StreamException {
        String name = scanner.getName().getLocalName();
        TreeBuilder.require(fits(scanner.getName().getPrefixedName(), limits.maxNameBytes()), "a name is too long");
        return name;
    }

    /** The attributes but namespace declarations; those are checked too. */
    static List<Attribute> attributes(GuardedScanner scanner, StreamLimits limits) throws StreamException {
        int count = scanner.getAttrCount();
        TreeBuilder.require(count <= limits.maxAttributes(), "too many attributes");
        declarations(scanner, limits);
        if (count == 0) {
            return List.of();
        }
        List<Attribute> attributes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String value = scanner.getAttrValue(i);
            TreeBuilder.require(fits(value, limits.maxValueBytes()), "the value of an attribute is too long");
            TreeBuilder.require(fits(scanner.getAttrPrefixedName(i), limits.maxNameBytes()), "a name is too long");
            attributes.add(new Attribute(
                    orEmpty(scanner.getAttrNsURI(i)),
                    orEmpty(scanner.getAttrPrefix(i)),
                    scanner.getAttrLocalName(i),
                    value));
        }
        return attributes;
    }

    private static void declarations(GuardedScanner scanner, StreamLimits limits) throws StreamException {
        int count = scanner.getNsCount();
        TreeBuilder.require(count <= limits.maxNamespaces(), "too many namespaces");
        for (int i = 0; i < count; i++) {
            String namespace = orEmpty(scanner.getNamespaceURI(i));
            String prefix = orEmpty(scanner.getNamespacePrefix(i));
            TreeBuilder.require(fits(namespace, limits.maxValueBytes()), "the name of a namespace is too long");
            TreeBuilder.require(fits(prefix, limits.maxNameBytes()), "a name is too long");
            if (namespace.isEmpty() && !prefix.isEmpty()) {
                // Namespaces in XML 1.0 §2.2: "The attribute value in a namespace declaration for a prefix MAY NOT be
                // empty."
                throw new StreamException(StreamCondition.NOT_WELL_FORMED, "a prefix cannot be undeclared");
            }
        }
    }

    /** Whether the string is at most that long in UTF-8. */
    private static boolean fits(String value, int maxBytes) {
        int chars = value.length();
        if (chars * 3L <= maxBytes) {
            return true;
        }
        long bytes = 0;
        for (int i = 0; i < chars; i++) {
            char c = value.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes <= maxBytes;
    }

    static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
