package im.regent.c2s;

import im.regent.c2s.clientstate.ClientStateFactory;
import im.regent.core.session.Session;

/** Juliet's phone, at which nobody looks, and what it is sent. */
final class IdlePhone {
    static final String INACTIVE = "<inactive xmlns='urn:xmpp:csi:0'/>";
    static final String ACTIVE = "<active xmlns='urn:xmpp:csi:0'/>";
    static final String ORCHARD = "romeo@capulet.lit/orchard";
    static final String STREET = "tybalt@capulet.lit/street";
    static final String CHAT_STATE = "<composing xmlns='http://jabber.org/protocol/chatstates'/>";
    static final String EVENT = "<event xmlns='http://jabber.org/protocol/pubsub#event'/>";

    final ManagedClients clients = new ManagedClients(
            "features.client-state { max-held = 5, max-bytes = 4000 B, hold-for = 15m }\nc2s.liveness.idle = 1d",
            new ClientStateFactory());

    Session session() {
        return clients.session().orElseThrow();
    }

    /** Bound, and inactive. */
    EmbeddedClient inactive() {
        return clients.in(StreamState.BOUND).sends(INACTIVE);
    }

    void sent(String xml) {
        session().send(Stanzas.of(xml));
        clients.settle();
    }

    void presence(String id, String from) {
        sent("<presence id='" + id + "' from='" + from + "'/>");
    }

    void chatState(String id, String from) {
        sent("<message id='" + id + "' type='chat' from='" + from + "' to='" + ManagedClients.BALCONY + "'>"
                + CHAT_STATE + "</message>");
    }
}
