package im.regent.core.hook;

/** On which part of a stanza's way a hook stands. */
public enum Flow {
    /** A local account, or somebody who acts for it, sent the stanza; it has not been routed yet. */
    OUTBOUND,
    /** The stanza reached a virtual host: it is for the host, an account or a session. */
    INBOUND,
    /** A component sent the stanza; it has not been routed yet. It comes from any address of the component's domain. */
    FROM_COMPONENT,
    /** The stanza is about to be sent to a component. */
    TO_COMPONENT
}
