/** What became of a check. */
@NullMarked
package im.regent.kit.finding;

import org.jspecify.annotations.NullMarked;
