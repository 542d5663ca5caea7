/**
 * Privileged entities: XEP-0356 version 0.4.1, {@code urn:xmpp:privilege:2}. A component that is configured so reads and
 * changes rosters, sends messages and requests as a user, and sees presence.
 *
 * <p>Each class is one section of the specification; everything hangs on hooks and events of the core, so no other module
 * knows of it. Left out: {@code urn:xmpp:privilege:1}, entities that are accounts, subscriptions that a roster set brings,
 * limits and scopes of a grant, and changes while the server runs.
 */
@NullMarked
package im.regent.privilege;

import org.jspecify.annotations.NullMarked;
