package im.regent.core.session;

/**
 * Whether somebody looks at a session's client, as far as the client says (XEP-0352); kept as a {@link Session#state}. Who has
 * said nothing looks. Safe for every thread.
 */
public final class Attention {
    private volatile boolean isElsewhere;

    /** Takes note of what the client says. */
    public void turn(boolean isHere) {
        isElsewhere = !isHere;
    }

    /** Whether the client of this session has said that nobody looks at it. */
    public static boolean isElsewhere(Session session) {
        return session.state(Attention.class)
                .filter(attention -> attention.isElsewhere)
                .isPresent();
    }
}
