/** One installation: its configuration, its data directory, and the server on them. */
@NullMarked
package im.regent.dist.server;

import org.jspecify.annotations.NullMarked;
