package im.regent.c2s.binding;

/** What happens when a client asks for a resource that is bound (RFC 6120 §7.7.2.2). */
public enum ResourceConflict {
    /** The old session is closed with {@code conflict}: right for a client that lost its connection. */
    REPLACE,
    /** The new session gets another resource. */
    RENAME,
    /** The new session is refused with {@code conflict} and may try again. */
    REFUSE
}
