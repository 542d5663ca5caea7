package im.regent.c2s.sasl2;

import im.regent.core.stream.NegotiatedStream;
import im.regent.core.xml.Element;

/**
 * What a client asks for when it begins to log in.
 *
 * @param element {@code <authenticate/>}
 */
public record LoginRequest(Element element, UserAgent userAgent, NegotiatedStream stream) {
    /** The mechanism's name as the client wrote it. */
    public String mechanism() {
        return element.attribute("mechanism", "");
    }
}
