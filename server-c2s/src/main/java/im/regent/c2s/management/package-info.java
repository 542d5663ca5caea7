/**
 * Stream management: XEP-0198 version 1.6.3. The client's acknowledgements free what is kept for it; ours confirm what is
 * safe. A session whose connection breaks waits for its client and is resumed. Left out: {@code location}, and requests for
 * acknowledgement while a session is being negotiated.
 */
@NullMarked
package im.regent.c2s.management;

import org.jspecify.annotations.NullMarked;
