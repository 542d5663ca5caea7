package im.regent.bench.chat;

import java.util.HashSet;
import java.util.Set;

/**
 * What became of the messages of one pair: numbered 0, 1, 2… as they were sent, they should arrive once and in that
 * order.
 *
 * <p>Only the highest number that arrived and the gaps below it are kept. A sender has at most a window of messages in
 * flight, and one that is lost stays in the window for ever, so there are never more gaps than the window is wide.
 */
final class Ledger {
    /** What one arrival was. */
    enum Arrival {
        /** The next one. */
        IN_ORDER,
        /** After some that have not arrived yet. */
        EARLY,
        /** One that others had overtaken. */
        LATE,
        /** One that had arrived before. */
        DUPLICATE,
        /** One that was never sent. */
        FOREIGN
    }

    private final Set<Long> gaps = new HashSet<>();
    private long highest = -1;
    private long arrived;
    private long outOfOrder;
    private long duplicates;
    private long foreign;

    /** Notes the arrival of message {@code number} when {@code sent} messages have been sent. */
    Arrival arrive(long number, long sent) {
        if (number < 0 || number >= sent) {
            foreign++;
            return Arrival.FOREIGN;
        }
        if (number > highest) {
            return forward(number);
        }
        if (gaps.remove(number)) {
            arrived++;
            outOfOrder++;
            return Arrival.LATE;
        }
        duplicates++;
        return Arrival.DUPLICATE;
    }

    private Arrival forward(long number) {
        boolean isNext = number == highest + 1;
        for (long gap = highest + 1; gap < number; gap++) {
            gaps.add(gap);
        }
        highest = number;
        arrived++;
        return isNext ? Arrival.IN_ORDER : Arrival.EARLY;
    }

    /** Different messages that arrived. */
    long arrived() {
        return arrived;
    }

    /** Messages that came after one that was sent later. */
    long outOfOrder() {
        return outOfOrder;
    }

    /** Second and further copies. */
    long duplicates() {
        return duplicates;
    }

    /** Messages that this pair never sent, or without a stamp. */
    long foreign() {
        return foreign;
    }

    /** Of {@code sent} messages, those that have not arrived. */
    long missing(long sent) {
        return sent - arrived;
    }
}
