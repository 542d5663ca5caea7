/**
 * The server's own entity capabilities: XEP-0115 version 1.6.0, announced as a stream feature (§6.3).
 */
@NullMarked
package im.regent.im.caps;

import org.jspecify.annotations.NullMarked;
