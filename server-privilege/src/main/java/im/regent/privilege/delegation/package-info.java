/**
 * Namespace delegation: XEP-0355 version 0.5, {@code urn:xmpp:delegation:2}, in admin mode. A component that is configured so
 * answers the requests in a namespace, for a virtual host and for all of its accounts; with privileges (XEP-0356) it can be a
 * complete service for personal eventing, and manage subscriptions (XEP-0376).
 *
 * <p>It stands on hooks, events and overlays of the core; nobody else knows of it. Left out: client mode (§5, §6), and changes
 * while the server runs.
 */
@NullMarked
package im.regent.privilege.delegation;

import org.jspecify.annotations.NullMarked;
