package im.regent.c2s.binding;

import im.regent.core.jid.Jid;
import im.regent.core.stream.NegotiatedStream;

/**
 * What is to be bound.
 *
 * @param jid the full address
 * @param conflict what happens if somebody has it
 * @param stream of a client that has proved that it may have it
 * @param seating what happens meanwhile
 */
public record Wish(Jid jid, ResourceConflict conflict, NegotiatedStream stream, Seating seating) {
    Wish with(Jid other) {
        return new Wish(other, conflict, stream, seating);
    }
}
