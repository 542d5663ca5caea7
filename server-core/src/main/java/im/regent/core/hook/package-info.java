/** How features take part in a stanza's way and in the server's events. */
@NullMarked
package im.regent.core.hook;

import org.jspecify.annotations.NullMarked;
