package im.regent.core.stanza;

import java.util.Locale;

/** What a sender can do about a stanza error (RFC 6120 §8.3.2). */
public enum ErrorType {
    AUTH,
    CANCEL,
    CONTINUE,
    MODIFY,
    WAIT;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The attribute's value on the wire. */
    public String value() {
        return value;
    }
}
