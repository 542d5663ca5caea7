/**
 * Who gets a message that is addressed to an account: RFC 6121 §8, Table 1.
 */
@NullMarked
package im.regent.im.delivery;

import org.jspecify.annotations.NullMarked;
