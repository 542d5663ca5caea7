package im.regent.im.api;

import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;

/**
 * What a session last broadcast.
 *
 * @param presence from the session's full address, without {@code to}
 * @param priority of the presence (RFC 6121 §4.7.2.3)
 */
public record SessionPresence(Session session, Presence presence, int priority) {}
