/** The socket through which commands reach the server that runs. */
@NullMarked
package im.regent.dist.admin;

import org.jspecify.annotations.NullMarked;
