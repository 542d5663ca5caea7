/** What the commands share: exit codes, failures in one line, files that only their owner can read. */
@NullMarked
package im.regent.dist.io;

import org.jspecify.annotations.NullMarked;
