package im.regent.c2s.management;

import im.regent.core.stanza.Condition;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.xml.Element;
import im.regent.core.xml.Name;
import java.util.Optional;

/** The elements of XEP-0198. */
final class Sm {
    static final String NAMESPACE = "urn:xmpp:sm:3";
    /** What {@code h} is counted modulo (§4). */
    static final long MODULUS = 1L << 32;

    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    private Sm() {}

    static Name name(String local) {
        return new Name(NAMESPACE, local);
    }

    static Element element(String local) {
        return Element.of(NAMESPACE, local);
    }

    static Element acknowledgement(long h) {
        return element("a").with("h", Long.toString(h));
    }

    static Element failed(Condition condition) {
        return element("failed").plus(Element.of(STANZAS, condition.element()));
    }

    /** §6: "a &lt;handled-count-too-high/&gt; element". */
    static StreamError tooHigh(long h, long sent) {
        return StreamError.undefined(
                element("handled-count-too-high").with("h", Long.toString(h)).with("send-count", Long.toString(sent)));
    }

    /** An {@code h} as XML Schema's {@code unsignedInt}. */
    static long h(Element element) throws StreamException {
        return number(element, "h")
                .orElseThrow(() -> new StreamException(
                        StreamCondition.BAD_FORMAT, "<" + element.localName() + "/> needs 'h', a number below 2^32"));
    }

    static Optional<Long> number(Element element, String attribute) {
        String text = element.attribute(attribute, "");
        // At most ten digits after leading zeros, of which XML Schema allows any number; a few must do.
        if (!text.matches("0{0,20}[0-9]{1,10}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(text)).filter(number -> number < MODULUS);
    }

    /** An {@code xs:boolean}. */
    static boolean flag(Element element, String attribute) {
        String text = element.attribute(attribute, "");
        return text.equals("true") || text.equals("1");
    }
}
