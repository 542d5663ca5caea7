package im.regent.core.session;

import im.regent.core.xml.Element;

/** Takes what is on its way to a session's client. On the session's loop; never blocks. */
@FunctionalInterface
public interface Outlet {
    /** Takes a stanza. */
    void send(Element stanza);
}
