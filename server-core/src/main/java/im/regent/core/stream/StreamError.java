package im.regent.core.stream;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;

/**
 * Why a stream ends with an error (RFC 6120 §4.9), as a value.
 *
 * @param text a sentence for people in English, or empty
 */
public record StreamError(StreamCondition condition, String text) {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";

    /** An error without a text. */
    public static StreamError of(StreamCondition condition) {
        return new StreamError(condition, "");
    }

    /** An error with a sentence that tells the peer what is wrong. */
    public static StreamError of(StreamCondition condition, String text) {
        return new StreamError(condition, text);
    }

    /** The {@code <stream:error/>} element. */
    public Element xml() {
        Element error = Element.of(XmlWriter.STREAMS, "error").plus(Element.of(NAMESPACE, condition.element()));
        return text.isEmpty()
                ? error
                : error.plus(Element.text(NAMESPACE, "text", text).with(Attribute.lang("en")));
    }
}
