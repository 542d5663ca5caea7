package im.regent.im.carbons;

import java.util.Locale;

/** Which side of a conversation a copy shows. */
enum Direction {
    SENT,
    RECEIVED;

    /** The element that holds the copy. */
    String element() {
        return name().toLowerCase(Locale.ROOT);
    }

    Direction opposite() {
        return this == SENT ? RECEIVED : SENT;
    }
}
