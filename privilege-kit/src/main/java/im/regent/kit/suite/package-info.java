/** The checks, one class for each subject. */
@NullMarked
package im.regent.kit.suite;

import org.jspecify.annotations.NullMarked;
