/**
 * Blocking Command (XEP-0191, version 1.3): each account's list of addresses from which it gets nothing and to which nothing of
 * it goes. Blocking is polite: subscriptions stay as they are. RFC 6121 §8.1 puts these rules before all of its own.
 *
 * <p>Where the XEP leaves a choice: the account's own addresses, and its own host's, can be on no list's way, so that nobody
 * locks themselves out of their server; an item that is the own domain blocks the other accounts of it. Headlines are dropped
 * without an error, as they are for somebody who is offline (RFC 6121 §8.5.2.2.1). What a sender sent before it was blocked, and
 * what is still kept for the account, is not delivered either: messages are dropped when their turn comes, subscription requests
 * stay pending. Probes are not answered: the answer of a stranger, {@code unsubscribed}, would end the contact's subscription.
 *
 * <p>Left out: the relation to privacy lists (XEP-0016), which this server does not have.
 */
@NullMarked
package im.regent.im.blocking;

import org.jspecify.annotations.NullMarked;
