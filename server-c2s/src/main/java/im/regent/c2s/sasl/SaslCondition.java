package im.regent.c2s.sasl;

import java.util.Locale;

/** Why a SASL exchange failed, as the peer is told (RFC 6120 §6.5). */
public enum SaslCondition {
    ABORTED,
    ACCOUNT_DISABLED,
    CREDENTIALS_EXPIRED,
    ENCRYPTION_REQUIRED,
    INCORRECT_ENCODING,
    INVALID_AUTHZID,
    INVALID_MECHANISM,
    MALFORMED_REQUEST,
    MECHANISM_TOO_WEAK,
    NOT_AUTHORIZED,
    TEMPORARY_AUTH_FAILURE;

    private final String element = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The name of the element on the wire. */
    public String element() {
        return element;
    }
}
