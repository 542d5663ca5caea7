package im.regent.core.stanza;

import im.regent.core.xml.Attribute;
import im.regent.core.xml.Element;
import im.regent.core.xml.Node;
import im.regent.core.xml.Text;
import im.regent.core.xml.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stanza error as a value (RFC 6120 §8.3).
 *
 * @param text a sentence for people in English, or empty
 * @param details application-specific elements beside the defined condition
 * @param address the new address of {@code gone} and {@code redirect}, or empty
 */
public record StanzaError(ErrorType type, Condition condition, String text, List<Element> details, String address) {
    /** The namespace of the defined conditions. */
    public static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-stanzas";

    public StanzaError {
        details = List.copyOf(details);
    }

    /** An error with the condition's own type and nothing else. */
    public static StanzaError of(Condition condition) {
        return new StanzaError(condition.type(), condition, "", List.of(), "");
    }

    /** An error with a sentence that tells the sender what is wrong. */
    public static StanzaError of(Condition condition, String text) {
        return new StanzaError(condition.type(), condition, text, List.of(), "");
    }

    /** A copy with another type. */
    public StanzaError as(ErrorType other) {
        return new StanzaError(other, condition, text, details, address);
    }

    /** A copy with one more application-specific element. */
    public StanzaError plus(Element detail) {
        List<Element> more = new ArrayList<>(details);
        more.add(detail);
        return new StanzaError(type, condition, text, more, address);
    }

    /** The {@code <error/>} element. */
    public Element xml() {
        List<Node> nodes = new ArrayList<>();
        Element defined = Element.of(NAMESPACE, condition.element());
        nodes.add(address.isEmpty() ? defined : defined.plus(new Text(address)));
        if (!text.isEmpty()) {
            nodes.add(Element.text(NAMESPACE, "text", text).with(Attribute.lang("en")));
        }
        nodes.addAll(details);
        return Element.of(XmlWriter.CLIENT, "error").with("type", type.value()).withNodes(nodes);
    }

    /** The condition that an error stanza carries; empty if it carries none that is defined. */
    public static Optional<Condition> conditionOf(Stanza stanza) {
        return stanza.xml().child(XmlWriter.CLIENT, "error").stream()
                .flatMap(error -> error.children().stream())
                .filter(child -> child.namespace().equals(NAMESPACE))
                .flatMap(child -> List.of(Condition.values()).stream()
                        .filter(condition -> condition.element().equals(child.localName())))
                .findFirst();
    }
}
