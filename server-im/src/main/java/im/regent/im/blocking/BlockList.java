package im.regent.im.blocking;

import im.regent.core.jid.Jid;
import im.regent.core.xml.Element;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one account blocks. Immutable; a look-up costs three looks into a hash table, however long the list is.
 *
 * @param owner the account's bare address
 * @param rows the list as it is stored, by address
 */
record BlockList(Jid owner, Map<String, Element> rows) {
    private static final Element ROW = Element.of("urn:regent:blocking", "blocked");

    /** Whether an item of the list matches the address, and it is one that can be blocked at all. */
    boolean covers(Jid other) {
        // §6: "<user@domain/resource> (only that resource matches)", "<user@domain> (any resource matches)",
        // "<domain/resource> (only that resource matches)", "<domain> (the domain itself matches, as does any
        // user@domain
        // or domain/resource)"; in which order they are tried makes no difference to a list without exceptions.
        boolean isOnList = !rows.isEmpty()
                && (rows.containsKey(other.toString())
                        || rows.containsKey(other.bare().toString())
                        || rows.containsKey(other.domain()));
        return isOnList && !isOwn(owner, other);
    }

    /** Whether the address is the account's own, with any resource, or that of the host that the account is on. */
    static boolean isOwn(Jid account, Jid other) {
        // §5, note: "An implementation MUST NOT block communications from one of a user's resources to another"
        return other.hasLocal() ? other.bare().equals(account) : other.domain().equals(account.domain());
    }

    /** The addresses, prepared, in order. */
    Set<String> addresses() {
        return rows.keySet();
    }

    int size() {
        return rows.size();
    }

    BlockList with(Collection<Jid> more) {
        Map<String, Element> changed = new HashMap<>(rows);
        more.forEach(jid -> changed.put(jid.toString(), ROW));
        return new BlockList(owner, changed);
    }

    BlockList without(Collection<Jid> less) {
        Map<String, Element> changed = new HashMap<>(rows);
        less.forEach(jid -> changed.remove(jid.toString()));
        return new BlockList(owner, changed);
    }

    BlockList emptied() {
        return new BlockList(owner, Map.of());
    }
}
