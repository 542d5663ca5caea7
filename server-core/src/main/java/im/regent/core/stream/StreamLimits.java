package im.regent.core.stream;

/**
 * What one first-level element may cost; exceeding any bound ends the stream with {@code policy-violation}.
 *
 * @param maxBytes bytes of one first-level element, or of the opening tag
 * @param maxDepth nesting, the first-level element being depth 1
 * @param maxElements elements in one first-level element
 * @param maxAttributes attributes of one element
 * @param maxNamespaces namespace declarations of one element
 * @param maxNameBytes length of a name
 * @param maxValueBytes length of an attribute's value
 */
public record StreamLimits(
        int maxBytes,
        int maxDepth,
        int maxElements,
        int maxAttributes,
        int maxNamespaces,
        int maxNameBytes,
        int maxValueBytes) {
    /** Before authentication: small, because anybody can use it (RFC 6120 §13.12). */
    public static StreamLimits beforeAuthentication() {
        return new StreamLimits(10_000, 8, 64, 64, 16, 1024, 10_000);
    }

    /** After authentication, with this size of a stanza. */
    public static StreamLimits authenticated(int maxBytes) {
        return new StreamLimits(maxBytes, 64, 5_000, 64, 16, 1024, 32 * 1024);
    }
}
