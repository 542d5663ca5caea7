package im.regent.core.jid;

/** A string is not an XMPP address (RFC 7622 §3); the message says which part breaks which rule. */
public final class MalformedJidException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJidException(String message) {
        super(message, null, false, false);
    }
}
