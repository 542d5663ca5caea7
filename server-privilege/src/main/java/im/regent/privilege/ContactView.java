package im.regent.privilege;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which contacts of managed accounts are available, as one entity may see them.
 *
 * <p>The problem: one contact is in many rosters, so that its presence comes once for each, and goes once for each; the
 * entity must see it come once and go once (XEP-0356 §8). Comparing stanzas does not tell, for two copies may differ and two
 * changes may be alike. The idea: for each full address the set of managed accounts that see it. The first account makes it
 * available, the last one to lose sight of it makes it unavailable, whether the contact left or a subscription ended.
 *
 * <p>Bounded: peers choose resources and content. What exceeds the bounds is not seen at all, or without its content.
 * Confined to the lock of its {@link PrivilegedEntity}.
 */
final class ContactView {
    static final int MAX_RESOURCES = 100;
    static final int MAX_ADDRESSES = 200_000;
    static final int MAX_CHARACTERS = 16_384;

    private static final class Seen {
        private final Set<Jid> accounts = new HashSet<>(2);
        private Presence last;

        Seen(Presence last) {
            this.last = last;
        }
    }

    private final Map<Jid, Map<Jid, Seen>> contacts = new HashMap<>();
    private int size;

    /** A managed account sees this available presence; false if there is no room for it. */
    boolean see(Jid account, Presence presence) {
        Jid full = presence.sender();
        Map<Jid, Seen> resources = contacts.computeIfAbsent(full.bare(), bare -> new HashMap<>(2));
        Seen seen = resources.get(full);
        if (seen == null) {
            if (resources.size() >= MAX_RESOURCES || size >= MAX_ADDRESSES) {
                forgetIfEmpty(full.bare(), resources);
                return false;
            }
            seen = new Seen(bounded(presence));
            resources.put(full, seen);
            size++;
        }
        seen.last = bounded(presence);
        seen.accounts.add(account);
        return true;
    }

    /** Without its content if that is too large to be kept. */
    static Presence bounded(Presence presence) {
        return presence.xml().toString().length() <= MAX_CHARACTERS
                ? presence
                : Presence.of(Presence.Type.AVAILABLE).withFrom(presence.sender());
    }

    /**
     * A managed account does not see this address any more; a bare one stands for all its resources.
     *
     * @return the addresses that nobody sees now
     */
    List<Jid> lose(Jid account, Jid contact) {
        Map<Jid, Seen> resources = contacts.getOrDefault(contact.bare(), Map.of());
        List<Jid> gone = new ArrayList<>();
        resources.forEach((full, seen) -> {
            boolean isMeant = contact.isBare() || full.equals(contact);
            if (isMeant && seen.accounts.remove(account) && seen.accounts.isEmpty()) {
                gone.add(full);
            }
        });
        gone.forEach(resources::remove);
        size -= gone.size();
        forgetIfEmpty(contact.bare(), resources);
        gone.sort(null);
        return gone;
    }

    /** Only these accounts see anybody from now on. */
    void retain(Predicate<Jid> account) {
        for (Map<Jid, Seen> resources : contacts.values()) {
            resources.values().forEach(seen -> seen.accounts.removeIf(account.negate()));
            int before = resources.size();
            resources.values().removeIf(seen -> seen.accounts.isEmpty());
            size -= before - resources.size();
        }
        contacts.values().removeIf(Map::isEmpty);
    }

    /** Whether anybody sees this address. */
    boolean sees(Jid full) {
        return contacts.getOrDefault(full.bare(), Map.of()).containsKey(full);
    }

    private void forgetIfEmpty(Jid bare, Map<Jid, Seen> resources) {
        if (resources.isEmpty()) {
            contacts.remove(bare);
        }
    }

    /** Shows the last presence of every address that is seen. */
    void forEach(Consumer<Presence> consumer) {
        contacts.values().forEach(resources -> resources.values().forEach(seen -> consumer.accept(seen.last)));
    }

    int size() {
        return size;
    }
}
