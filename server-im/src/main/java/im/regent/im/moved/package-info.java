/**
 * Accounts whose owners have moved: RFC 6120 §8.3.3.5 and §8.3.3.14, RFC 6121 §4.3.2, and of XEP-0283 version 0.2.0 the answer
 * {@code gone} of the old account, which proves the move to contacts as well as a published statement does (its note on
 * verification).
 *
 * <p>The owner's own clients can still log in to the old account and use it. A contact that takes its subscription back, or
 * the owner who does, is not hindered: the rosters of both stay true. Who is blocked learns nothing
 * (XEP-0191).
 *
 * <p>Left out: acting for a local contact on a subscription request that carries {@code <moved/>}. It is delivered as any
 * other, the element included, and the contact's client deals with it.
 */
@NullMarked
package im.regent.im.moved;

import org.jspecify.annotations.NullMarked;
