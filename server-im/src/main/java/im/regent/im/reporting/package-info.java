/**
 * Blocking Command Reports (XEP-0377, version 0.4.1): what an account says of somebody whom it blocks goes to the security log
 * and to the addresses that the operator names.
 *
 * <p>A report never changes what becomes of the block: one that is wrong is left aside. Reports are not forwarded to the domain
 * where the abuse came from, nor to third parties, whether the user allows that or not; what the user allows is passed on.
 */
@NullMarked
package im.regent.im.reporting;

import org.jspecify.annotations.NullMarked;
