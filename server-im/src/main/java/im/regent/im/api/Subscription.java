package im.regent.im.api;

import java.util.Locale;

/** The settled part of a presence subscription (RFC 6121 §2.1.2.5), seen from the owner of the roster. */
public enum Subscription {
    NONE,
    TO,
    FROM,
    BOTH;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The attribute's value on the wire. */
    public String value() {
        return value;
    }

    /** Whether the owner gets the contact's presence. */
    public boolean hasTo() {
        return this == TO || this == BOTH;
    }

    /** Whether the contact gets the owner's presence. */
    public boolean hasFrom() {
        return this == FROM || this == BOTH;
    }

    /** The subscription with these two parts. */
    public static Subscription of(boolean to, boolean from) {
        if (to) {
            return from ? BOTH : TO;
        }
        return from ? FROM : NONE;
    }
}
