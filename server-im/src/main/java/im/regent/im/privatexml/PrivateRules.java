package im.regent.im.privatexml;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;
import im.regent.core.store.Maps;
import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import java.util.List;
import java.util.Optional;

/** What may be asked for and kept (XEP-0049 §2.3). */
record PrivateRules(int maxElementBytes) {
    /** Under which an element is kept. */
    static String key(Element element) {
        return element.name().toString();
    }

    static int bytes(Element element) {
        return new XmlWriter().document(element).length();
    }

    /** Empty if the server can answer. */
    static Optional<StanzaError> whatIsWrongWithGet(List<Element> asked) {
        if (asked.isEmpty()) {
            // "If a user attempts to perform an IQ get without providing a child element, the server SHOULD return a
            // "Bad Format" error": that condition is called bad-request since RFC 3920.
            return error(Condition.BAD_REQUEST, "name the element to get");
        }
        if (asked.stream().map(Element::namespace).distinct().count() > 1) {
            // "A client MUST NOT query for more than one namespace in a single IQ get request."
            return error(Condition.BAD_REQUEST, "a request is for elements of one namespace");
        }
        return whatIsWrongWithNames(asked);
    }

    /** Empty if the server can keep it. */
    Optional<StanzaError> whatIsWrongWithSet(List<Element> given) {
        if (given.isEmpty()) {
            // "At least one child element with a proper namespace MUST be included; otherwise the server MUST respond
            // with a "Not Acceptable" error".
            return error(Condition.NOT_ACCEPTABLE, "there is nothing to keep");
        }
        Optional<StanzaError> wrongName = whatIsWrongWithNames(given);
        boolean isTooLarge = given.stream().anyMatch(element -> bytes(element) > maxElementBytes);
        return wrongName.isEmpty() && isTooLarge
                ? error(Condition.POLICY_VIOLATION, "an element may have " + maxElementBytes + " bytes")
                : wrongName;
    }

    private static Optional<StanzaError> whatIsWrongWithNames(List<Element> elements) {
        if (elements.stream().anyMatch(element -> isReserved(element.namespace()))) {
            return error(Condition.NOT_ACCEPTABLE, "an element needs a namespace of its own that is not reserved");
        }
        if (elements.stream().anyMatch(element -> key(element).length() > Maps.MAX_KEY_LENGTH)) {
            return error(Condition.NOT_ACCEPTABLE, "the name of an element and its namespace are too long");
        }
        return elements.stream().map(PrivateRules::key).distinct().count() < elements.size()
                ? error(Condition.BAD_REQUEST, "two elements have the same name")
                : Optional.empty();
    }

    /** "namespaces beginning with 'jabber:' or 'http://jabber.org/', as well as 'vcard-temp'", and none at all. */
    private static boolean isReserved(String namespace) {
        return namespace.isEmpty()
                || namespace.startsWith("jabber:")
                || namespace.startsWith("http://jabber.org/")
                || namespace.equals("vcard-temp");
    }

    private static Optional<StanzaError> error(Condition condition, String text) {
        return Optional.of(StanzaError.of(condition, text));
    }
}
