/**
 * Push notifications: XEP-0357 version 0.4.1. Devices that are away are woken by way of their app server when a message comes
 * that somebody would want to see, and that no session of the account that somebody looks at has got.
 *
 * <p>What others learn: a notification comes from the host and not from the account, and says how many messages there are. Who
 * sent them, and what they say, is added only if the operator wants that. What blocked senders send wakes nobody: it is
 * refused before (XEP-0191). Credentials for the app server ({@code publish-options}) are passed on as they are, and never logged.
 *
 * <p>What an app server can expect: one notification of a node under way at a time, what comes meanwhile is told with the next
 * one, and a pause between two. One that answers with an error is forgotten, as §7.1 wants; one that does not answer, or has
 * passing trouble, is tried again, each time after a longer pause, and forgotten after some failures in a row. It can end
 * notifications itself (§8).
 *
 * <p>Left out: retrying nodes that were forgotten, and notifications of anything but messages.
 */
@NullMarked
package im.regent.im.push;

import org.jspecify.annotations.NullMarked;
