package im.regent.dist.io;

/** A command cannot do what it was asked. The message is for a person, says what to do, and has one line as a rule. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    /** With the exit code of the command. */
    public Failure(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    /** With {@link Exit#FAILED}. */
    public Failure(String message) {
        this(Exit.FAILED, message);
    }

    /** With {@link Exit#FAILED} and the cause, which is shown with {@code --verbose} only. */
    public Failure(String message, Throwable cause) {
        super(message, cause);
        this.exit = Exit.FAILED;
    }

    /** How the command ends. */
    public Exit exit() {
        return exit;
    }
}
