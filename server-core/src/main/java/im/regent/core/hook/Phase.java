package im.regent.core.hook;

/** The order of hooks in a flow. Inside a phase, hooks run in the order of their features' ids. */
public enum Phase {
    /** May it pass at all? */
    GUARD(true),
    /** What the users' own rules, and grants, say. */
    POLICY(true),
    /** Changes the stanza. */
    TRANSFORM(false),
    /** Takes the stanza: at most one hook does. */
    HANDLE(true),
    /** Sees what passed; a verdict other than pass is ignored. */
    OBSERVE(false);

    private final boolean failsClosed;

    Phase(boolean failsClosed) {
        this.failsClosed = failsClosed;
    }

    /** Whether a hook that throws stops the stanza with {@code internal-server-error}; otherwise the hook is skipped. */
    public boolean failsClosed() {
        return failsClosed;
    }
}
