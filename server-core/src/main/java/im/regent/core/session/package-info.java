/** Who sent a stanza, and the streams that stanzas can be sent to. */
@NullMarked
package im.regent.core.session;

import org.jspecify.annotations.NullMarked;
