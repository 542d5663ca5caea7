package im.regent.core.stanza;

/** A first-level element is named like a stanza but breaks the rules of RFC 6120 §8; carries the error to answer with. */
public final class MalformedStanzaException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    MalformedStanzaException(StanzaError error) {
        super(error.condition().element() + ": " + error.text(), null, false, false);
        this.error = error;
    }

    /** What the sender is told. */
    public StanzaError error() {
        return error;
    }
}
