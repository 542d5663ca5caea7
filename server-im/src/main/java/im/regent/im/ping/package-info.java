/**
 * Ping: XEP-0199 version 2.0.1, for the server and the own account. Left out: pinging clients.
 */
@NullMarked
package im.regent.im.ping;

import org.jspecify.annotations.NullMarked;
