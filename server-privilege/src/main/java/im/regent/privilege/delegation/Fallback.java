package im.regent.privilege.delegation;

/** What becomes of requests while the managing entity is absent. */
enum Fallback {
    /** They fail, as XEP-0355 §4.3 wants. */
    ERROR,
    /** The server does what it would do if nothing were delegated. */
    BUILTIN
}
