/**
 * Exchanging presence (RFC 6121 §4): broadcasts, probes, directed presence, and unavailable presence in whatever way a session
 * ends; stamps of XEP-0203 (version 2.0) on what is not new.
 *
 * <p>Left out: answers for accounts that have moved (§4.3.2, rule 2), probing again during a session (§4.3.1), and
 * unavailable presence on behalf of a component's users when the component's stream ends.
 */
@NullMarked
package im.regent.im.presence;

import org.jspecify.annotations.NullMarked;
