/**
 * Privileged entities: XEP-0356 version 0.4.1, {@code urn:xmpp:privilege:2}. A component, or an account, that is configured so reads and
 * changes rosters, sends messages and requests as a user, and sees presence.
 *
 * <p>Each class is one section of the specification; everything hangs on hooks and events of the core, so no other module
 * knows of it. The grants are a snapshot that is replaced while the server runs; every act belongs to the {@link
 * im.regent.privilege.Epoch} of one.
 */
@NullMarked
package im.regent.privilege;

import org.jspecify.annotations.NullMarked;
