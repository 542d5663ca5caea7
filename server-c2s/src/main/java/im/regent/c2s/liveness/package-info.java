/**
 * Finds out whether silent clients are still there (RFC 6120 §4.6), by asking them with XEP-0199 2.0.1. Asking with
 * stream management's {@code <r/>} (XEP-0198) is not here yet: {@link im.regent.c2s.liveness.Liveness} takes any question.
 */
@NullMarked
package im.regent.c2s.liveness;

import org.jspecify.annotations.NullMarked;
