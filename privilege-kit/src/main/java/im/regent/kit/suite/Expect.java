package im.regent.kit.suite;

import im.regent.core.xml.Element;
import im.regent.core.xml.XmlWriter;
import im.regent.kit.finding.Finding;
import java.util.Optional;

/** What answers have to be. */
final class Expect {
    private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

    private Expect() {}

    /** @param wanted what should have come */
    static void that(boolean isSo, String wanted, Object came) throws Finding {
        if (!isSo) {
            throw Finding.fail("expected " + wanted + ", came " + came);
        }
    }

    /** An error of this condition from this address. */
    static void refused(Element answer, String condition, String from) throws Finding {
        error(answer);
        that(condition(answer).equals(condition), "the error " + condition, answer);
        that(answer.attribute("from", "").equals(from), "the error from " + from, answer);
    }

    /** The error {@code forbidden}, which is of type auth. */
    static void forbidden(Element answer, String from) throws Finding {
        refused(answer, "forbidden", from);
        String type = answer.child(XmlWriter.CLIENT, "error").orElseThrow().attribute("type", "");
        that(type.equals("auth"), "an error of type auth", answer);
    }

    /** An error, whichever. */
    static void error(Element answer) throws Finding {
        that(answer.attribute("type", "").equals("error"), "an error", answer);
    }

    /** A result from this address. */
    static Element result(Element answer, String from) throws Finding {
        that(answer.attribute("type", "").equals("result"), "a result", answer);
        that(answer.attribute("from", "").equals(from), "a result from " + from, answer);
        return answer;
    }

    /** The error's condition, empty if there is no error. */
    static String condition(Element answer) {
        return answer.child(XmlWriter.CLIENT, "error").stream()
                .flatMap(error -> error.children().stream())
                .filter(child ->
                        child.namespace().equals(STANZAS) && !child.localName().equals("text"))
                .map(Element::localName)
                .findFirst()
                .orElse("");
    }

    /** The one child of that name, which has to be there. */
    static Element child(Element parent, String namespace, String name) throws Finding {
        Optional<Element> child = parent.child(namespace, name);
        if (child.isEmpty()) {
            throw Finding.fail("expected <" + name + " xmlns='" + namespace + "'/>, came " + parent);
        }
        return child.get();
    }

    /** Whether it is a stanza of this kind. */
    static boolean is(Element stanza, String kind, String type) {
        return stanza.localName().equals(kind) && stanza.attribute("type", "").equals(type);
    }

    static boolean isFrom(Element stanza, String from) {
        return stanza.attribute("from", "").equals(from);
    }

    /** Whether there is an element of this namespace anywhere below. */
    static boolean mentions(Element stanza, String namespace) {
        return stanza.children().stream()
                .anyMatch(child -> child.namespace().equals(namespace) || mentions(child, namespace));
    }
}
