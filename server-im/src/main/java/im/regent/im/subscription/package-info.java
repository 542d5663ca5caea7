/**
 * Presence subscriptions (RFC 6121 §3 and Appendix A): the state machine, its effects on both sides, and pending requests.
 *
 * <p>Left out: telling an account later of approvals and cancellations that came while no session was there (an optional note
 * in §3.1.6 and §3.2.3), and sending requests again after some time rather than at the next login (§3.1.2).
 */
@NullMarked
package im.regent.im.subscription;

import org.jspecify.annotations.NullMarked;
