package im.regent.core.routing;

import im.regent.core.session.Origin;
import im.regent.core.stanza.Condition;
import im.regent.core.stanza.Iq;
import im.regent.core.stanza.Presence;
import im.regent.core.stanza.Stanza;
import im.regent.core.stanza.StanzaError;

/** Who gets an error, and who never does. */
final class Answers {
    private Answers() {}

    /**
     * Tells the origin that its stanza failed. RFC 6120 §8.3.1: "An entity that receives an error stanza MUST NOT respond to
     * the stanza with a further error stanza"; §8.2.3: the same for results.
     */
    static void reject(Stanza stanza, Origin origin, StanzaError error) {
        boolean isAnswer = stanza.isError() || stanza instanceof Iq iq && !iq.isRequest();
        if (!isAnswer) {
            origin.reply(stanza.error(error));
        }
    }

    /** As {@link #reject}, for a stanza that cannot be delivered: presence is then dropped, but for a subscribe. */
    static void undeliverable(Stanza stanza, Origin origin, Condition condition, String text) {
        // RFC 6121 §3.1.2 wants an error for a subscription request; nothing wants one for other presence.
        boolean silent = stanza instanceof Presence presence && presence.type() != Presence.Type.SUBSCRIBE;
        if (!silent) {
            reject(stanza, origin, StanzaError.of(condition, text));
        }
    }
}
