/**
 * vcard-temp: XEP-0054 version 1.3.0.
 *
 * <p>Whoever tries to change somebody else's vCard gets {@code service-unavailable} where the XEP recommends {@code forbidden}:
 * it is the answer that an account which does not exist gives to everything (RFC 6121 §8.5.1), and the two must look alike. An
 * empty vCard is the same as none. Left out: a look at what a vCard holds, which is the clients' business.
 */
@NullMarked
package im.regent.im.vcard;

import org.jspecify.annotations.NullMarked;
