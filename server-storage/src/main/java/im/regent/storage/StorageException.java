package im.regent.storage;

/** Storage cannot be opened. The message is one line, for the operator, and says what to do. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it cannot be opened. */
    public enum Reason {
        /** The address of the database means nothing to this server. */
        BAD_URL,
        /** Another process has the database file open. */
        LOCKED,
        /** No database answers there. */
        UNREACHABLE,
        /** The database does not know the user, or refuses the password, or does not let the user in. */
        REFUSED,
        /** The folder or the file cannot be written. */
        NOT_WRITABLE,
        /** A newer version of the server has changed the tables. */
        NEWER_SCHEMA,
        /** The tables are not those that this or an older version of the server made. */
        FOREIGN_SCHEMA,
        /** The file is damaged. */
        CORRUPT,
        /** Something else; the message has the words of the database. */
        OTHER
    }

    private final Reason reason;

    StorageException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    StorageException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }
}
