package im.regent.im.api;

import im.regent.core.session.Session;
import im.regent.core.stanza.Presence;
import java.time.Instant;

/**
 * What a session last broadcast.
 *
 * @param presence from the session's full address, without {@code to}
 * @param priority of the presence (RFC 6121 §4.7.2.3)
 * @param since since when the session has been available without a break
 */
public record SessionPresence(Session session, Presence presence, int priority, Instant since) {}
