package im.regent.core.config;

/** How bad a {@link Problem} is. */
public enum Severity {
    /** The server does not start; a reload keeps what it had. */
    ERROR,
    /** Allowed, and probably not meant. */
    WARNING
}
