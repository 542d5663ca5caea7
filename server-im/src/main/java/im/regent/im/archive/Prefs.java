package im.regent.im.archive;

import im.regent.core.jid.Jid;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** With whom an account's messages are archived (XEP-0441 §2). */
record Prefs(Policy policy, Set<Jid> always, Set<Jid> never) {
    /** What happens, or happens by default. */
    enum Policy {
        ALWAYS,
        NEVER,
        /** If the contact is in the roster. */
        ROSTER;

        private final String value = name().toLowerCase(Locale.ROOT);

        String value() {
            return value;
        }

        static Optional<Policy> parse(String text) {
            for (Policy policy : values()) {
                if (policy.value.equals(text)) {
                    return Optional.of(policy);
                }
            }
            return Optional.empty();
        }
    }

    Prefs {
        always = new LinkedHashSet<>(always);
        never = new LinkedHashSet<>(never);
    }

    static Prefs byDefault(Policy policy) {
        return new Prefs(policy, Set.of(), Set.of());
    }

    /** Who is on both lists is not archived: what the user does not want to be kept cannot be taken back. */
    Policy with(Jid contact) {
        if (covers(never, contact)) {
            return Policy.NEVER;
        }
        return covers(always, contact) ? Policy.ALWAYS : policy;
    }

    /** §2.3.1: a listed address without a resource stands for all resources. */
    private static boolean covers(Set<Jid> list, Jid contact) {
        return list.contains(contact) || list.contains(contact.bare());
    }

    @Override
    public Set<Jid> always() {
        return Collections.unmodifiableSet(always);
    }

    @Override
    public Set<Jid> never() {
        return Collections.unmodifiableSet(never);
    }
}
