package im.regent.im.archive;

import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;

/** A request that cannot be carried out, with the error that says so. */
final class MalformedRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StanzaError error;

    MalformedRequestException(Condition condition, String text) {
        super(text, null, false, false);
        this.error = StanzaError.of(condition, text);
    }

    static MalformedRequestException bad(String text) {
        return new MalformedRequestException(Condition.BAD_REQUEST, text);
    }

    StanzaError error() {
        return error;
    }
}
