/** Client streams under test: a server with nothing but this feature, and clients without a network. */
@NullMarked
package im.regent.c2s;

import org.jspecify.annotations.NullMarked;
