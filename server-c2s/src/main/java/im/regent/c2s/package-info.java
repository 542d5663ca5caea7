/** Client streams: from the first byte of a client to its bound session. */
@NullMarked
package im.regent.c2s;

import org.jspecify.annotations.NullMarked;
