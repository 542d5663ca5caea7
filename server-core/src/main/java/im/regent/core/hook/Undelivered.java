package im.regent.core.hook;

import im.regent.core.session.Session;
import im.regent.core.stanza.Stanza;
import java.time.Instant;

/**
 * A stanza that was given to a session and never acknowledged by its client, before the session ended.
 *
 * @param session the session, which has ended
 * @param stanza with both addresses, as it was sent
 * @param at when it was sent
 */
public record Undelivered(Session session, Stanza stanza, Instant at) {}
