package im.regent.privilege.delegation;

import java.util.Optional;
import java.util.Set;

/** Namespaces that are never delegated. */
final class Undelegatable {
    /** Of the streams themselves, whose requests come before there is anything to delegate; and of stanzas. */
    private static final Set<String> OF_STREAMS = Set.of(
            "http://etherx.jabber.org/streams",
            "jabber:client",
            "jabber:server",
            "jabber:component:accept",
            "urn:xmpp:sm:3",
            "urn:xmpp:bind:0",
            "jabber:iq:auth");

    /** Of accounts: registration (XEP-0077), and commands (XEP-0050), among them those of administrators. */
    private static final Set<String> OF_ADMINISTRATION =
            Set.of("jabber:iq:register", "http://jabber.org/protocol/commands");

    private Undelegatable() {}

    /** Why a namespace cannot be delegated, if it cannot. */
    static Optional<String> reason(String namespace) {
        if (DelegationXml.isRemaining(namespace)) {
            return Optional.empty();
        }
        if (namespace.startsWith(DelegationXml.NAMESPACES)) {
            // XEP-0355 §8: "The namespace of this XEP (urn:xmpp:delegation:2) MUST NOT be delegated."
            return Optional.of("never delegated: who manages what is said here (XEP-0355 8)");
        }
        if (namespace.startsWith("urn:xmpp:privilege:")) {
            return Optional.of("never delegated: who has privileges is said in privileged-entities");
        }
        if (OF_ADMINISTRATION.contains(namespace)) {
            return Optional.of("never delegated: its requests carry the passwords of users");
        }
        boolean isOfStreams = namespace.startsWith("urn:ietf:params:xml:ns:xmpp-")
                || namespace.startsWith("urn:xmpp:sasl:")
                || OF_STREAMS.contains(namespace);
        return isOfStreams
                ? Optional.of("never delegated: it belongs to streams, and not to requests of users")
                : Optional.empty();
    }
}
