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
            @Nullable Session taker) {
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

    boolean isTaker(Session session) {
        return session == line(session.jid().bare()).taker();
    }

    /** A message is about to be appended. */
    void arriving(Jid account) {
        change(account, line -> new Line(line.arriving() + 1, line.hasGrown(), false, line.taker()));
    }

    /** It was appended, or could not be. */
    void arrived(Jid account) {
        change(account, line -> new Line(line.arriving() - 1, true, false, line.taker()));
    }

    /** Makes the session the taker unless there is one, or nothing to take; tells whether it is now. */
    boolean take(Session session) {
        Line[] before = new Line[1];
        change(session.jid().bare(), line -> {
            before[0] = line;
            boolean isFree = line.taker() == null && !line.isEmptied();
            return isFree ? new Line(line.arriving(), false, false, session) : line;
        });
        return before[0].taker() == null && !before[0].isEmptied();
    }

    /** The taker is about to read. */
    void reading(Session session) {
        change(
                session.jid().bare(),
                line -> line.taker() == session ? new Line(line.arriving(), false, false, session) : line);
    }

    /**
     * The taker has found nothing more. It is done, unless a message was appended since it began to read.
     *
     * @return whether it is done
     */
    boolean finish(Session session) {
        Line after = change(session.jid().bare(), line -> {
            boolean isDone = line.taker() == session && !line.hasGrown();
            return isDone ? new Line(line.arriving(), false, line.arriving() == 0, null) : line;
        });
        return after.taker() != session;
    }

    /** The session takes no more; tells whether it did. */
    boolean leave(Session session) {
        boolean[] wasTaker = new boolean[1];
        change(session.jid().bare(), line -> {
            wasTaker[0] = line.taker() == session;
            return wasTaker[0] ? new Line(line.arriving(), line.hasGrown(), false, null) : line;
        });
        return wasTaker[0];
    }

    /** The account's last session is gone: that its journal is empty need not be known any more. */
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
