package im.regent.core.stream;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.List;

/**
 * Why a stream ends with an error (RFC 6120 §4.9), as a value.
 *
 * @param detail what stands in the condition's element: the other host of {@code see-other-host}; empty for all others
 * @param text a sentence for people in English, or empty
 * @param application a more precise condition in a namespace of its own (§4.9.4), or none; at most one
 */
public record StreamError(StreamCondition condition, String detail, String text, List<Element> application) {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-streams";

    public StreamError {
        application = List.copyOf(application);
        if (detail.isEmpty() == (condition == StreamCondition.SEE_OTHER_HOST)) {
            throw new IllegalArgumentException("another host is named by see-other-host, always and only by it");
        }
        boolean isForeign = application.stream()
                .noneMatch(element -> element.namespace().isEmpty()
                        || element.namespace().equals(NAMESPACE)
                        || element.namespace().equals(XmlWriter.STREAMS));
        if (application.size() > 1 || !isForeign) {
            throw new IllegalArgumentException("there may be one condition in a namespace of its own");
        }
        if (condition == StreamCondition.UNDEFINED_CONDITION && application.isEmpty()) {
            // RFC 6120 §4.9.3.21: "this error condition SHOULD NOT be used except in conjunction with an
            // application-specific condition".
            throw new IllegalArgumentException("undefined-condition alone tells nothing");
        }
    }

    /** An error without a text. */
    public static StreamError of(StreamCondition condition) {
        return of(condition, "");
    }

    /** An error with a sentence that tells the peer what is wrong. */
    public static StreamError of(StreamCondition condition, String text) {
        return new StreamError(condition, "", text, List.of());
    }

    /** An error that only an extension's own condition describes (§4.9.3.21). */
    public static StreamError undefined(Element application) {
        return new StreamError(StreamCondition.UNDEFINED_CONDITION, "", "", List.of(application));
    }

    /**
     * The peer is served elsewhere (§4.9.3.19); to be said under TLS only.
     *
     * @param host a domain or address, with an IPv6 address in brackets, and a port behind a colon if it is not the usual one
     */
    public static StreamError seeOtherHost(String host) {
        return new StreamError(StreamCondition.SEE_OTHER_HOST, host, "", List.of());
    }

    /** The {@code <stream:error/>} element. */
    public Element xml() {
        Element defined = detail.isEmpty()
                ? Element.of(NAMESPACE, condition.element())
                : Element.text(NAMESPACE, condition.element(), detail);
        Element error = Element.of(XmlWriter.STREAMS, "error").plus(defined);
        if (!text.isEmpty()) {
            error = error.plus(Element.text(NAMESPACE, "text", text).with(Attribute.lang("en")));
        }
        return application.isEmpty() ? error : error.plus(application.get(0));
    }
}
