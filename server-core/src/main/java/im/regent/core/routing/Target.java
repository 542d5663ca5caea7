package im.regent.core.routing;

/** To whom an IQ request is addressed, as a handler sees it. */
public enum Target {
    /** The virtual host: its domain. */
    HOST,
    /** An account, by its bare address, whoever asks; the account exists. */
    ACCOUNT,
    /** The origin's own account: no address, or its own bare one. Tried before {@link #ACCOUNT}. */
    SELF
}
