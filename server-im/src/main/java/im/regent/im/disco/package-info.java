/**
 * Service discovery: XEP-0030 version 2.5, derived from what is registered, with the forms of XEP-0128 version 1.0.1.
 * Left out: publishing of items.
 */
@NullMarked
package im.regent.im.disco;

import org.jspecify.annotations.NullMarked;
