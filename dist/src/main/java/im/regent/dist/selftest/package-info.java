/** A client and a component of their own that try the server over real sockets. */
@NullMarked
package im.regent.dist.selftest;

import org.jspecify.annotations.NullMarked;
