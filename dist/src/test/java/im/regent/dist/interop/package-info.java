/** An independent client, Smack, against the whole server over real sockets. */
@NullMarked
package im.regent.dist.interop;

import org.jspecify.annotations.NullMarked;
