/** Sockets, TLS and XML streams over them; the only package that knows Netty. */
@NullMarked
package im.regent.core.net;

import org.jspecify.annotations.NullMarked;
