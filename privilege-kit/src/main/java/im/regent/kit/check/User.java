package im.regent.kit.check;

import java.util.Locale;

/** The accounts that the kit needs: nobody's contacts, and with empty rosters if possible. */
public enum User {
    ALICE,
    BOB,
    CAROL;

    /** The key in the configuration. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
