package im.regent.im.offline;

import im.regent.core.jid.Jid;
import im.regent.core.session.Session;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who waits in front of which account.
 *
 * <p>A line is there while messages are on their way into an account's journal, while a session takes messages out of it, or
 * while the journal is known to be empty; only in the last case may a message pass by. Without a line nothing is known.
 * Lines are immutable and replaced atomically. Safe for every thread.
 */
final class WaitingLines {
    /**
     * One account's line.
     *
     * @param arriving messages that are being appended
     * @param hasGrown whether one was appended since the taker last began to read
     * @param isEmptied whether the journal is empty and nothing is arriving
     */
    private record Line(
            int arriving,
            boolean hasGrown,
            boolean isEmptied,
            @Nullable Taking taker) {
        static final Line UNKNOWN = new Line(0, false, false, null);

        boolean isUnknown() {
            return arriving == 0 && !isEmptied && taker == null;
        }
    }

    private final ConcurrentHashMap<Jid, Line> lines = new ConcurrentHashMap<>();

    /** Whether nothing is in front of the account. */
    boolean isEmptied(Jid account) {
        return line(account).isEmptied();
    }

    /** Whether the session takes the account's messages, or would be the next to. */
    boolean isNext(Session session) {
        Taking taker = line(session.jid().bare()).taker();
        return taker == null || taker.session() == session;
    }

    /** Whether somebody is taking, and is not being waited for. */
    boolean isMoving(Jid account) {
        Taking taker = line(account).taker();
        return taker == null || !taker.isPausing();
    }

    boolean isGoingOn(Taking taking) {
        return taking == line(taking.account()).taker();
    }

    /** A message is about to be appended. */
    void arriving(Jid account) {
        change(account, line -> new Line(line.arriving() + 1, line.hasGrown(), false, line.taker()));
    }

    /** It was appended, or could not be. */
    void arrived(Jid account) {
        change(account, line -> new Line(line.arriving() - 1, true, false, line.taker()));
    }

    /** Begins unless somebody is taking, or there is nothing to take; tells whether it did. */
    boolean begin(Taking taking) {
        Line after = change(taking.account(), line -> {
            boolean isFree = line.taker() == null && !line.isEmptied();
            return isFree ? new Line(line.arriving(), false, false, taking) : line;
        });
        return after.taker() == taking;
    }

    /** The taker is about to read. */
    void reading(Taking taking) {
        change(
                taking.account(),
                line -> line.taker() == taking ? new Line(line.arriving(), false, false, taking) : line);
    }

    /**
     * The taker has found nothing more. It is done, unless a message was appended since it began to read.
     *
     * @return whether it is done
     */
    boolean finish(Taking taking) {
        Line after = change(taking.account(), line -> {
            boolean isDone = line.taker() == taking && !line.hasGrown();
            return isDone ? new Line(line.arriving(), false, line.arriving() == 0, null) : line;
        });
        return after.taker() != taking;
    }

    /** The session takes no more; tells whether it did. */
    boolean leave(Session session) {
        boolean[] wasTaker = new boolean[1];
        change(session.jid().bare(), line -> {
            Taking taker = line.taker();
            wasTaker[0] = taker != null && taker.session() == session;
            return wasTaker[0] ? new Line(line.arriving(), line.hasGrown(), false, null) : line;
        });
        return wasTaker[0];
    }

    /** That the account's journal is empty is not known any more, or need not be. */
    void close(Jid account) {
        change(account, line -> new Line(line.arriving(), line.hasGrown(), false, line.taker()));
    }

    /** How many lines there are. */
    int size() {
        return lines.size();
    }

    private Line line(Jid account) {
        return lines.getOrDefault(account, Line.UNKNOWN);
    }

    private Line change(Jid account, UnaryOperator<Line> change) {
        Line after = lines.compute(account, (jid, before) -> {
            Line changed = change.apply(before == null ? Line.UNKNOWN : before);
            return changed.isUnknown() ? null : changed;
        });
        return after == null ? Line.UNKNOWN : after;
    }
}
