package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * For which contacts a roster set of an entity may say what the subscription shall be. RFC 6121 §2.1.2.5 has a server ignore
 * that of a client, but gateways depend on it.
 */
enum RosterSubscription {
    /** Those in the entity's own domain: it controls their side anyway, and gains only the user's presence towards them. */
    OWN_DOMAIN("own-domain"),
    ANY("any"),
    NEVER("never");

    private final String value;

    RosterSubscription(String value) {
        this.value = value;
    }

    /** As it is written in the configuration. */
    String value() {
        return value;
    }

    static Optional<RosterSubscription> of(String value) {
        return Arrays.stream(values()).filter(each -> each.value.equals(value)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(RosterSubscription::value).collect(Collectors.joining(", "));
    }

    boolean includes(Jid contact, Jid entity) {
        return this == ANY
                || this == OWN_DOMAIN && !entity.hasLocal() && contact.domain().equals(entity.domain());
    }
}
