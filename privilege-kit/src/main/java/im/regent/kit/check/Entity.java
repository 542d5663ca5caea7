package im.regent.kit.check;

import java.util.Locale;

/** The components that the kit needs, and what the server must be configured to grant them. */
public enum Entity {
    /** Everything: roster both, message outgoing, presence roster, and {@link Grants}. */
    FULL,
    /** Roster get, presence managed_entity. */
    READER,
    /** Roster set. */
    WRITER,
    /** Nothing. */
    NONE,
    /** Nothing of XEP-0356, but the delegations of {@link Grants}. */
    PEP;

    /** The key in the configuration. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
