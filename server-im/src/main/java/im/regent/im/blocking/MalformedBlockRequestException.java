package im.regent.im.blocking;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;

/** A request to block or to unblock is against XEP-0191 §3; carries the error to answer with. */
final class MalformedBlockRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    MalformedBlockRequestException(Condition condition, String text) {
        super(text, null, false, false);
        this.error = StanzaError.of(condition, text);
    }

    StanzaError error() {
        return error;
    }
}
