package im.regent.c2s.binding;

import im.regent.core.jid.Jid;
import im.regent.core.routing.ClientSession;
import im.regent.core.stream.NegotiatedStream;
import java.util.function.Consumer;

/**
 * What is to be bound.
 *
 * @param jid the full address
 * @param conflict what happens if somebody has it
 * @param stream of a client that has proved that it may have it
 * @param told tells the client, in the same turn of the loop in which the session is bound: nothing reaches the client before
 */
public record Wish(Jid jid, ResourceConflict conflict, NegotiatedStream stream, Consumer<ClientSession> told) {
    Wish with(Jid other) {
        return new Wish(other, conflict, stream, told);
    }
}
