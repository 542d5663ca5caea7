package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.util.Optional;

/**
 * Which items of the rosters an entity reads, changes and is told of.
 *
 * @param domain of the only contacts that it sees; all of them if absent
 */
record RosterScope(Optional<String> domain) {
    static final RosterScope ALL = new RosterScope(Optional.empty());

    /** The contacts in a component's own domain: all that a gateway needs. */
    static RosterScope ownDomain(Jid component) {
        return new RosterScope(Optional.of(component.domain()));
    }

    boolean isAll() {
        return domain.isEmpty();
    }

    boolean includes(Jid contact) {
        return domain.map(contact.domain()::equals).orElse(true);
    }

    /** As it is written in the configuration. */
    String value() {
        return isAll() ? "all" : "own-domain";
    }

    /** Whether an entity may do something about a contact. */
    Ruling judge(Jid contact, String origin) {
        String key = "roster-scope = " + value();
        return includes(contact)
                ? Ruling.allowed("the contact is in the scope", key, origin)
                : Ruling.denied("only contacts in the entity's own domain are its concern (" + key + ")", key, origin);
    }
}
