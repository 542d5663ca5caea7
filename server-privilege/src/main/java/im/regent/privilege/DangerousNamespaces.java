package im.regent.privilege;

import java.util.Map;
import java.util.Optional;

/** Namespaces whose requests give more than they seem to: an administrator must say that they are meant. */
final class DangerousNamespaces {
    private static final Map<String, String> DANGERS = Map.of(
            "jabber:iq:register", "lets the entity change every user's password and delete every account",
            "http://jabber.org/protocol/commands", "lets the entity run commands as every user",
            "urn:xmpp:blocking", "lets the entity read and change whom every user blocks",
            "jabber:iq:private", "lets the entity read and change what every user's clients keep in private");

    private DangerousNamespaces() {}

    /** Whether a privilege or a delegation is had by way of these requests, which is never granted. */
    static boolean isOfPrivileges(String namespace) {
        return namespace.startsWith("urn:xmpp:privilege:") || namespace.startsWith("urn:xmpp:delegation:");
    }

    /** What requests of this namespace let an entity do, if that is dangerous. */
    static Optional<String> danger(String namespace) {
        if (namespace.startsWith("urn:xmpp:sasl")) {
            return Optional.of("lets the entity change how every user logs in");
        }
        return Optional.ofNullable(DANGERS.get(namespace));
    }
}
