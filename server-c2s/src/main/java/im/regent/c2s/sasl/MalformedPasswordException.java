package im.regent.c2s.sasl;

/** A password is empty or holds what SASLprep forbids (RFC 4013 §2.3–2.5); the message is fit for the person who chose it. */
public final class MalformedPasswordException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedPasswordException() {
        super(
                "a password must not be empty and must not hold control characters or characters that Unicode 3.2 did"
                        + " not know, emoji for instance",
                null,
                false,
                false);
    }
}
