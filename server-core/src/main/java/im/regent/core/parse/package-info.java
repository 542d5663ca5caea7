/** Bytes to first-level elements, guarded against hostile input (RFC 6120 §11). */
@NullMarked
package im.regent.core.parse;

import org.jspecify.annotations.NullMarked;
