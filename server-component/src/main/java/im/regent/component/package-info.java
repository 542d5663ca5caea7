/** Component streams (XEP-0114). */
@NullMarked
package im.regent.component;

import org.jspecify.annotations.NullMarked;
