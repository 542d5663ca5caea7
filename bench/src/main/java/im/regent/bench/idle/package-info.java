/** The load of {@code bench idle}: many connections that do nothing, and what each costs the server in memory. */
@NullMarked
package im.regent.bench.idle;

import org.jspecify.annotations.NullMarked;
