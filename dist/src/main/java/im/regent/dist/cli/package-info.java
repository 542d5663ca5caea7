/** The command line. */
@NullMarked
package im.regent.dist.cli;

import org.jspecify.annotations.NullMarked;
