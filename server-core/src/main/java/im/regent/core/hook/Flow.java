package im.regent.core.hook;

/** On which part of a stanza's way a hook stands. */
public enum Flow {
    /** A local account, or somebody who acts for it, sent the stanza; it has not been routed yet. */
    OUTBOUND,
    /**
     * The server made the stanza in the name of a local account or of one of its sessions, such as presence for contacts or the
     * answer to a probe; it has not been routed yet. Nobody sent it, so nobody expects an error: a hook that objects drops it.
     */
    ON_BEHALF,
    /** The stanza reached a virtual host: it is for the host, an account or a session. */
    INBOUND,
    /**
     * A stanza for an account was kept and is about to be given to one of its sessions. It was {@code INBOUND} when it came; it
     * is too late for an error to its sender, so a hook that objects drops it.
     */
    KEPT,
    /** A component sent the stanza; it has not been routed yet. It comes from any address of the component's domain. */
    FROM_COMPONENT,
    /** The stanza is about to be sent to a component. */
    TO_COMPONENT
}
