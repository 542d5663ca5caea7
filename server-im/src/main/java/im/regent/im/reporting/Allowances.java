package im.regent.im.reporting;

import im.regent.core.jid.Jid;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * How many reports each account has made in the present hour, so that nobody can flood those who read them. Counts accounts up
 * to a bound, beyond which all others have to wait for the next hour. Safe for every thread.
 */
final class Allowances {
    static final int MAX_ACCOUNTS = 10_000;

    /** What becomes of one more report. */
    enum Outcome {
        GRANTED,
        /** The first that is too much. */
        JUST_EXCEEDED,
        EXCEEDED
    }

    private final int maxPerHour;
    private final InstantSource clock;
    private final Map<Jid, Integer> counts = new HashMap<>();
    private long hour;

    Allowances(int maxPerHour, InstantSource clock) {
        this.maxPerHour = maxPerHour;
        this.clock = clock;
    }

    synchronized Outcome take(Jid account) {
        long now = clock.instant().truncatedTo(ChronoUnit.HOURS).getEpochSecond();
        if (now != hour) {
            hour = now;
            counts.clear();
        }
        if (counts.size() >= MAX_ACCOUNTS && !counts.containsKey(account)) {
            return Outcome.EXCEEDED;
        }
        int count = Math.min(counts.getOrDefault(account, 0), maxPerHour + 1) + 1;
        counts.put(account, count);
        if (count <= maxPerHour) {
            return Outcome.GRANTED;
        }
        return count == maxPerHour + 1 ? Outcome.JUST_EXCEEDED : Outcome.EXCEEDED;
    }
}
