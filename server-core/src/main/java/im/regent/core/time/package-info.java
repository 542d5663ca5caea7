/** Deadlines and delays, so that tests can own the clock. */
@NullMarked
package im.regent.core.time;

import org.jspecify.annotations.NullMarked;
