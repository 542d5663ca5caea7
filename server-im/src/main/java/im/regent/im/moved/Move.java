package im.regent.im.moved;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.StanzaError;
import java.util.List;

/**
 * Where the owner of an account has moved.
 *
 * @param newAddress the bare address of another account, of this server or any other
 */
public record Move(Kind kind, Jid newAddress) {
    /** For how long. */
    public enum Kind {
        /** RFC 6120 §8.3.3.5: {@code gone}, "typically on a permanent basis". */
        FOR_GOOD(Condition.GONE),
        /** RFC 6120 §8.3.3.14: {@code redirect}, "typically in a temporary fashion". */
        FOR_NOW(Condition.REDIRECT);

        private final Condition condition;

        Kind(Condition condition) {
            this.condition = condition;
        }
    }

    public Move {
        if (!newAddress.hasLocal() || !newAddress.isBare()) {
            throw new IllegalArgumentException("the owner of an account moves to an account");
        }
    }

    /** The new address as a URI (RFC 5122). */
    public String uri() {
        return XmppUri.of(newAddress);
    }

    /** What is answered to whoever writes to the old address. */
    StanzaError error() {
        return new StanzaError(kind.condition.type(), kind.condition, "", List.of(), uri());
    }
}
