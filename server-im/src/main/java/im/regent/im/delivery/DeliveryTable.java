package im.regent.im.delivery;

import im.regent.core.stanza.Message;

/**
 * Table 1 of RFC 6121 §8, with this server's choice where the RFC leaves one. A message to a full address that is bound is
 * not in it: that resource gets it, whatever its type.
 */
enum DeliveryTable {
    /** To the bare address. */
    BARE,
    /** To a full address that is not bound. */
    FULL_WITHOUT_MATCH;

    /** What happens to a message. */
    enum Fate {
        /** Every resource with non-negative priority gets it. */
        ALL,
        /** The resources with the highest priority get it. */
        MOST_AVAILABLE,
        /** It is kept until a resource is available. */
        STORE,
        /** The sender gets {@code service-unavailable}. */
        REFUSE,
        /**
         * The sender gets {@code service-unavailable} if it may know whether a resource is there, otherwise nothing (RFC 6121
         * §8.1: "a server SHOULD return an error if the originating entity […] is authorized to receive presence").
         */
        TELL,
        /** Nothing happens. */
        IGNORE
    }

    /** The fate of a message of this type, with or without a resource of non-negative priority. */
    Fate fate(Message.Type type, boolean isAvailable) {
        return switch (type) {
            // RFC 6121 §8.5.2.1.1: "the server MUST NOT deliver" groupchat to a bare address; an error is due.
            case GROUPCHAT -> Fate.REFUSE;
            case HEADLINE -> this == FULL_WITHOUT_MATCH ? Fate.TELL : isAvailable ? Fate.ALL : Fate.IGNORE;
            case ERROR -> Fate.IGNORE;
            case NORMAL -> normal(isAvailable);
            case CHAT -> isAvailable ? Fate.MOST_AVAILABLE : Fate.STORE;
        };
    }

    private Fate normal(boolean isAvailable) {
        if (this == FULL_WITHOUT_MATCH) {
            return Fate.REFUSE;
        }
        return isAvailable ? Fate.ALL : Fate.STORE;
    }
}
