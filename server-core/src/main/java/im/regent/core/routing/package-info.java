/** From a sent stanza to its handler, session, component or error (RFC 6120 §10). */
@NullMarked
package im.regent.core.routing;

import org.jspecify.annotations.NullMarked;
