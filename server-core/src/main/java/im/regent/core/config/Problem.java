package im.regent.core.config;

/**
 * Something in the configuration that cannot be used, or is probably not meant.
 *
 * <p>Never holds the value of a secret.
 *
 * @param file the file as the administrator knows it, or {@code command line}, or the environment variable
 * @param line the line in the file, counted from 1; 0 if there is none
 * @param path the path of the key, quoted as one would write it; empty if it concerns the file
 * @param suggestion a sentence that says what to write instead; may be empty
 */
public record Problem(Severity severity, String file, int line, String path, String message, String suggestion) {
    /** Whether the server must not start with it. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code conf/regent.conf:12: listen.c2s.port: 99999 is not within 1…65535}, and an indented line for the suggestion. */
    @Override
    public String toString() {
        return file
                + (line > 0 ? ":" + line : "")
                + ": "
                + (isError() ? "" : "warning: ")
                + (path.isEmpty() ? "" : path + ": ")
                + message
                + (suggestion.isEmpty() ? "" : "\n  " + suggestion);
    }
}
