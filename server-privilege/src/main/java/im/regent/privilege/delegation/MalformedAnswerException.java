package im.regent.privilege.delegation;

/** What a managing entity answered cannot be passed on. */
final class MalformedAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message, null, false, false);
    }
}
