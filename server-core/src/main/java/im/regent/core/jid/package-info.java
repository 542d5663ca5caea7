/** XMPP addresses (RFC 7622). */
@NullMarked
package im.regent.core.jid;

import org.jspecify.annotations.NullMarked;
