/** Gives a client's stream its session, whichever protocol asks for it: RFC 6120 §7 or XEP-0386. */
@NullMarked
package im.regent.c2s.binding;

import org.jspecify.annotations.NullMarked;
