/**
 * The roster (RFC 6121 §2): get, set, push and versioning, and what else the server keeps of a contact: the state of the
 * subscription and a pending request.
 *
 * <p>Left out: shared groups that an administrator defines, and rosters that other entities maintain (§2.1.6), which come in
 * through {@link im.regent.core.routing.Routing#ask} as if the account had sent them.
 */
@NullMarked
package im.regent.im.roster;

import org.jspecify.annotations.NullMarked;
