package im.regent.kit.finding;

import java.io.Serial;

/** Ends a check that does not pass; the message says what came instead, in one line. */
public final class Finding extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 600;

    private final Outcome outcome;

    private Finding(Outcome outcome, String message) {
        super(shortened(message));
        this.outcome = outcome;
    }

    /** The server did something else. */
    public static Finding fail(String message) {
        return new Finding(Outcome.FAIL, message);
    }

    /** There is nothing to be checked. */
    public static Finding notApplicable(String message) {
        return new Finding(Outcome.NOT_APPLICABLE, message);
    }

    /** The check could not be made. */
    public static Finding error(String message) {
        return new Finding(Outcome.ERROR, message);
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** Never {@link Outcome#PASS}. */
    public Outcome outcome() {
        return outcome;
    }
}
