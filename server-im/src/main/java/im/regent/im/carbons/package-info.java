/**
 * Message Carbons (XEP-0280, version 1.0.1): every device sees both sides of a conversation. Copies go from the server to
 * sessions and nowhere else, so that they are never kept, archived, bounced to anybody or copied again.
 *
 * <p>Where the XEP leaves a choice: a message that nobody takes yet is copied when somebody is given it from the offline store,
 * so that no device gets it twice; what an account sends to itself makes received copies only, and none for the device that
 * sent it; {@code <private/>} stays in the message, for removing it would let senders steer deliveries unseen (§9); either of
 * {@code <private/>} and the hint {@code <no-copy/>} is enough. Errors are copied if they answer one of the last messages of that
 * session that were copied. A private message to an occupant of a room is copied to the devices that have shown themselves to
 * that room.
 *
 * <p>Left out: copies of errors that this server itself answers the sending session with; so the rules of §6 are not announced.
 */
@NullMarked
package im.regent.im.carbons;

import org.jspecify.annotations.NullMarked;
