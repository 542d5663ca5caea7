/**
 * Messages for accounts that are not available: XEP-0160 version 1.0.1. What a client has fetched from its archive does not come
 * again (XEP-0313 §6.1.1). Left out: XEP-0013.
 */
@NullMarked
package im.regent.im.offline;

import org.jspecify.annotations.NullMarked;
