/**
 * Last activity: XEP-0012 version 2.0, of the server and of accounts. Requests to a client's full address are delivered to it, or
 * not, as all requests (RFC 6121 §8.5.3.1).
 *
 * <p>Who may not see an account's presence gets {@code service-unavailable} where the XEP wants {@code forbidden}: it is the
 * answer of an account that does not exist (RFC 6121 §8.5.1), and the two must look alike. A session that is connected without
 * having sent presence does not count as activity for others: they are told what a probe would tell them.
 */
@NullMarked
package im.regent.im.last;

import org.jspecify.annotations.NullMarked;
