package im.regent.bench.chat;

import im.regent.bench.stream.Wire;

/**
 * A way for messages.
 *
 * @param number stands in every message; a receiver counts messages of another number as foreign
 * @param sender may send on several routes; these belong to one load thread then
 * @param receiver receives on this route only
 */
public record Route(int number, Wire sender, Wire receiver, Envelope envelope) {
    /** Numbers are below this. */
    public static final int MAX_ROUTES = Stamp.MAX_PAIRS;
}
