/** What a check is, what it finds around it, and how checks are run. */
@NullMarked
package im.regent.kit.check;

import org.jspecify.annotations.NullMarked;
