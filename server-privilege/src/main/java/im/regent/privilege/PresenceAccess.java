package im.regent.privilege;

import java.util.Locale;

/** Whose presence is granted (XEP-0356 §7.1); each includes the one before it. */
enum PresenceAccess {
    NONE,
    MANAGED_ENTITY,
    ROSTER;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The attribute's value on the wire. */
    String value() {
        return value;
    }
}
