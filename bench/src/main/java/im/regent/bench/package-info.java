/** Load generation and measurement against any XMPP server. */
@NullMarked
package im.regent.bench;

import org.jspecify.annotations.NullMarked;
