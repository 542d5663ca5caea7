package im.regent.dist.selftest;

import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the JDK's trees lack. */
final class Dom {
    private Dom() {}

    static boolean is(Element element, String name) {
        return name.equals(element.getLocalName());
    }

    static boolean is(Element element, String namespace, String name) {
        return name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI());
    }

    /** Whether this is the answer to the request with this id. */
    static boolean isAnswer(Element element, String id) {
        String type = element.getAttribute("type");
        return is(element, "iq")
                && element.getAttribute("id").equals(id)
                && (type.equals("result") || type.equals("error"));
    }

    static Optional<Element> child(Element parent, String namespace, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && is(element, namespace, name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Whether there is such an element anywhere below. */
    static boolean has(Element ancestor, String namespace, String name) {
        return ancestor.getElementsByTagNameNS(namespace, name).getLength() > 0;
    }

    static boolean hasBody(Element message, String body) {
        return is(message, "message")
                && child(message, "jabber:client", "body")
                        .map(Element::getTextContent)
                        .filter(body::equals)
                        .isPresent();
    }
}
