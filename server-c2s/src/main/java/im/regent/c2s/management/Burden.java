package im.regent.c2s.management;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all sessions keep for their clients, together. When that is too much, the one that keeps most ends, which is the one
 * whose client is away or does not acknowledge: its stanzas go where they would have gone without it.
 *
 * <p>A share is counted when it has changed by a step, so that stanzas that are acknowledged at once cost nothing. Safe for every
 * thread; each share for its session's loop.
 */
final class Burden {
    private static final int STEP = 64 * 1_024;

    private final long max;
    private final AtomicLong total = new AtomicLong();
    private final Set<Share> shares = ConcurrentHashMap.newKeySet();

    /** @param max how many bytes may be kept, about */
    Burden(long max) {
        this.max = max;
    }

    /** @param relief ends the session; on any thread */
    Share share(Runnable relief) {
        return new Share(relief);
    }

    private void relieve() {
        shares.stream().max(Comparator.comparingLong(share -> share.counted)).ifPresent(share -> share.relief.run());
    }

    /** What one session keeps. */
    final class Share {
        private final Runnable relief;
        private volatile long counted;

        private Share(Runnable relief) {
            this.relief = relief;
        }

        void is(long bytes) {
            long change = bytes - counted;
            if (change == 0 || Math.abs(change) < STEP && bytes > 0) {
                return;
            }
            counted = bytes;
            if (bytes > 0) {
                shares.add(this);
            } else {
                shares.remove(this);
            }
            if (total.addAndGet(change) > max && change > 0) {
                relieve();
            }
        }
    }
}
