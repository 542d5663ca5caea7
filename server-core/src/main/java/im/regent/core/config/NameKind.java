package im.regent.core.config;

/** What the keys of a map in the configuration are. */
public enum NameKind {
    /** A domain: {@code "example.org"}. */
    HOST,
    /** An address without a resource: {@code "pubsub.example.org"}, {@code "bot@example.org"}. */
    ADDRESS,
    /** An XML namespace: {@code "http://jabber.org/protocol/pubsub"}. */
    NAMESPACE,
    /** Any word without a dot. */
    WORD
}
