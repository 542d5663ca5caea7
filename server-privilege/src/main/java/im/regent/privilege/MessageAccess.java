package im.regent.privilege;

import java.util.Locale;

/** Which messages are granted (XEP-0356 §5.1). */
enum MessageAccess {
    NONE,
    OUTGOING;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The attribute's value on the wire. */
    String value() {
        return value;
    }
}
