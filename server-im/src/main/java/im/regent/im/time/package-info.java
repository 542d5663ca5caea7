/**
 * Entity time: XEP-0202 version 2.0.
 */
@NullMarked
package im.regent.im.time;

import org.jspecify.annotations.NullMarked;
