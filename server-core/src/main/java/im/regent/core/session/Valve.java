package im.regent.core.session;

import im.regent.core.xml.Element;

/**
 * Stands between a session and its connection, and counts, holds back or keeps what passes. On the session's loop; never
 * blocks.
 */
@FunctionalInterface
public interface Valve {
    /** The places for valves, in the order in which a stanza passes them. */
    enum Place {
        /** What comes before a client knows that its resource is bound. */
        OPENING,
        /** What a client that nobody looks at need not have now (XEP-0352). */
        CLIENT_STATE,
        /** What has not been acknowledged (XEP-0198); what passes here is on the wire, in this order. */
        ACKNOWLEDGEMENT
    }

    /**
     * A stanza is to be sent.
     *
     * @param next takes what goes on towards the client, now or later
     */
    void send(Element stanza, Outlet next);
}
