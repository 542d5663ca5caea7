/** What other modules may know of an account's roster and presence: records, look-ups and events. */
@NullMarked
package im.regent.im.api;

import org.jspecify.annotations.NullMarked;
