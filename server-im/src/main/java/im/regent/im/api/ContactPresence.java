package im.regent.im.api;

import im.regent.core.jid.Jid;
import im.regent.core.stanza.Presence;

/**
 * Availability that an account receives, or would receive if it were available, from a contact it is subscribed to.
 *
 * @param account the receiver, a local bare address
 * @param presence available or unavailable, from the contact's full address
 */
public record ContactPresence(Jid account, Presence presence) {}
