package im.regent.im.api;

import im.regent.core.jid.Jid;

/**
 * One item of an account's roster was added, changed or removed, and the change is durable.
 *
 * @param account the owner
 * @param item the item after the change; before it, when it was removed
 * @param version the roster's version after the change
 */
public record RosterChange(Jid account, RosterItem item, boolean isRemoved, String version) {}
