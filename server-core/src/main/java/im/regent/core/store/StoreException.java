package im.regent.core.store;

/** Storage could not do what was asked: it is down, full or damaged. Nothing of the change is kept. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the operator; it names no account. */
    public StoreException(String message) {
        super(message);
    }

    /** With a message for the operator, and why. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
