package im.regent.c2s.sasl;

/** The text of a SASL element is not base64: answer {@link SaslCondition#INCORRECT_ENCODING} (RFC 6120 §6.5.5). */
public final class MalformedSaslDataException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedSaslDataException() {
        super("the data is not base64", null, false, false);
    }
}
