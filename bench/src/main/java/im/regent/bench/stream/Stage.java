package im.regent.bench.stream;

/** How far a connection goes before it is left alone. */
public enum Stage {
    /** Stream opened and features read; nobody is logged in. */
    OPEN,
    /** Logged in, with a resource; no presence. */
    BOUND,
    /** Logged in and present. */
    PRESENT
}
