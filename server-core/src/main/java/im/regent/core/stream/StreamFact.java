package im.regent.core.stream;

/** What has been established on a stream; features have these as pre-conditions. */
public enum StreamFact {
    /** TLS is active. */
    SECURE,
    /** The peer proved who it is. */
    AUTHENTICATED,
    /** A resource is bound: stanzas may flow. */
    BOUND
}
