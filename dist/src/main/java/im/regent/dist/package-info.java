/** The command line and the wiring of all modules into a server. */
@NullMarked
package im.regent.dist;

import org.jspecify.annotations.NullMarked;
