package im.regent.core.config;

/** What is wrong with a value. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String suggestion;

    Unusable(String message, String suggestion) {
        super(message, null, false, false);
        this.suggestion = suggestion;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String suggestion() {
        return suggestion;
    }
}
