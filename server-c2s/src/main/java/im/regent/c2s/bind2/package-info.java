/**
 * Bind 2: XEP-0386 version 1.1.0. A resource is bound together with the login, with the options that other features
 * {@link im.regent.core.routing.BindOption contribute} enabled at the same moment.
 *
 * <p>A client with a user agent's id has the same resource for each of its logins with one tag, and its earlier session ends
 * before the new one begins. Clients without an id, and tags that no resource can hold, get a resource by chance.
 *
 * <p>Where a resource cannot be bound the login succeeds all the same, without {@code <bound/>}, and binding of RFC 6120 §7 is open.
 * Left out: clearing the messages that wait for the account: what is not in its archive would
 * be lost, so they are delivered with the first presence as always.
 */
@NullMarked
package im.regent.c2s.bind2;

import org.jspecify.annotations.NullMarked;
