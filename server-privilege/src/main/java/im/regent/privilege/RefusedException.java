package im.regent.privilege;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;
import im.regent.core.xml.Element;

/** A request of a component is not granted, or not put as it must be. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    RefusedException(StanzaError error) {
        super(error.condition().element() + ": " + error.text(), null, false, false);
        this.error = error;
    }

    static RefusedException forbidden(String rule) {
        return new RefusedException(StanzaError.of(Condition.FORBIDDEN, rule));
    }

    /** @param rule the key of the grant that says no, for programs */
    static RefusedException denied(String text, String rule) {
        return new RefusedException(StanzaError.of(Condition.FORBIDDEN, text)
                .plus(Element.of(PrivilegeXml.WHY, "denied").with("rule", rule)));
    }

    static RefusedException badRequest(String rule) {
        return new RefusedException(StanzaError.of(Condition.BAD_REQUEST, rule));
    }

    /** What the component is told; the text names the rule. */
    StanzaError error() {
        return error;
    }
}
