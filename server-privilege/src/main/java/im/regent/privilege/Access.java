package im.regent.privilege;

import im.regent.core.stanza.Iq;
import java.util.Locale;

/** Which requests are granted, for rosters (XEP-0356 §4.1) and for a namespace (§6.1). */
enum Access {
    NONE,
    GET,
    SET,
    BOTH;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** The attribute's value on the wire. */
    String value() {
        return value;
    }

    boolean allows(Iq.Type type) {
        return switch (type) {
            case GET -> canRead();
            case SET -> this == SET || this == BOTH;
            case RESULT, ERROR -> false;
        };
    }

    boolean canRead() {
        return this == GET || this == BOTH;
    }
}
