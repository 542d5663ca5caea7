package im.regent.privilege;

import im.regent.core.jid.Jid;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What entities did with their privileges: counts by entity, permission and outcome, and the last acts, who did what for whom,
 * without any content. Kept in memory, and told to the logger {@code audit}. Safe for every thread.
 */
final class Usage {
    /** How many of the last acts are kept. */
    static final int KEPT = 1_000;

    private static final int MAX_SHOWN = 300;
    private static final Logger audit = LoggerFactory.getLogger("audit");

    /** How an act ended. */
    enum Outcome {
        ALLOWED,
        REFUSED,
        /** Not granted, and let through because the grant is not enforced. */
        TOLERATED,
        /** By a fault of this server. */
        FAILED;

        private final String word = name().toLowerCase(Locale.ROOT);

        String word() {
            return word;
        }
    }

    /**
     * What somebody tried.
     *
     * @param entity the configured entity, or whoever claimed to be one
     * @param permission {@code roster}, {@code message} or {@code iq}
     * @param what {@code get}, {@code set}, a namespace
     * @param host whose grant decides
     * @param account for whom
     * @param isWrite whether it changes something, or is sent to somebody
     */
    record Act(Jid entity, String permission, String what, String host, Jid account, boolean isWrite) {
        Act {
            what = printable(what);
        }
    }

    /** An act that is kept; numbers go up by one. */
    record Entry(long number, Instant at, Act act, Outcome outcome, String text) {}

    private record Used(Jid entity, String host, String permission) {}

    private record Key(Jid entity, String permission, Outcome outcome) {}

    private final InstantSource clock;
    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();
    /** Only what a grant allowed, so that what peers write cannot fill it. */
    private final Set<Used> used = ConcurrentHashMap.newKeySet();

    private final Map<Jid, Instant> lastUse = new ConcurrentHashMap<>();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long number;

    Usage(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Notes an act.
     *
     * @param grant the entity's grant; somebody without any is not counted, so that addresses cannot fill the table
     * @param text why it was refused, or empty
     */
    void note(Act act, Optional<Grant> grant, Outcome outcome, String text) {
        Instant now = clock.instant();
        if (grant.isPresent()) {
            counts.computeIfAbsent(new Key(act.entity(), act.permission(), outcome), key -> new LongAdder())
                    .increment();
            lastUse.put(act.entity(), now);
            if (outcome == Outcome.ALLOWED) {
                used.add(new Used(act.entity(), act.host(), act.permission() + " " + plain(act)));
            }
        }
        Audit wanted = grant.map(Grant::audit).orElse(Audit.WRITES);
        boolean isKept = wanted == Audit.ALL || wanted == Audit.WRITES && (act.isWrite() || outcome != Outcome.ALLOWED);
        if (isKept) {
            keep(now, act, outcome, text);
        }
    }

    /** What peers wrote, in one line that is not too long. */
    static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
    }

    private static String plain(Act act) {
        int detail = act.what().indexOf(" subscription=");
        return detail < 0 ? act.what() : act.what().substring(0, detail);
    }

    private void keep(Instant now, Act act, Outcome outcome, String why) {
        String text = printable(why);
        synchronized (this) {
            if (entries.size() == KEPT) {
                entries.removeFirst();
            }
            entries.addLast(new Entry(++number, now, act, outcome, text));
        }
        if (audit.isInfoEnabled()) {
            audit.info(
                    "{} entity={} {} {} account={} {}",
                    outcome.word(),
                    act.entity(),
                    act.permission(),
                    act.what(),
                    act.account(),
                    text);
        }
    }

    /** The acts that are kept and have a higher number. */
    synchronized List<Entry> after(long known) {
        List<Entry> later = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.number() > known) {
                later.add(entry);
            }
        }
        return later;
    }

    /** How often, since the start, by permission and outcome: {@code iq allowed}. */
    Map<String, Long> of(Jid entity) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> {
            if (key.entity().equals(entity)) {
                sums.put(key.permission() + " " + key.outcome().word(), count.sum());
            }
        });
        return sums;
    }

    /** Whether it was allowed to do this since the start; {@code permission what} of an {@link Act}. */
    boolean hasUsed(Jid entity, String host, String permission) {
        return used.contains(new Used(entity, host, printable(permission)));
    }

    /** When it last used a privilege, or tried to, since the start. */
    Optional<Instant> lastUse(Jid entity) {
        return Optional.ofNullable(lastUse.get(entity));
    }
}
