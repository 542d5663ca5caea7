package im.regent.im.roster;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;

/** A roster set breaks the rules of RFC 6121 §2.1.5 or a limit; carries the error to answer with. */
final class MalformedRosterSetException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    MalformedRosterSetException(Condition condition, String text) {
        super(text, null, false, false);
        this.error = StanzaError.of(condition, text);
    }

    StanzaError error() {
        return error;
    }
}
