package im.regent.core.net;

import im.regent.core.stream.StreamEvent;
import im.regent.core.stream.StreamRate;
import im.regent.core.time.Scheduler;
import im.regent.core.time.TokenBucket;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a peer to its {@link StreamRate} (RFC 6120 §13.12, no. 6) by making it wait. What it sends too fast is not refused:
 * it stays with the peer and in the kernel, TCP tells the peer to slow down, and the order is what it was. What has been read
 * already is paid for by the length of the pause. Belongs to the loop's thread.
 */
final class Pace {
    private final Scheduler timer;
    private final Executor loop;
    private final Runnable changed;
    private @Nullable TokenBucket bytes;
    private @Nullable TokenBucket stanzas;
    private boolean isPausing;

    /** @param changed called when a pause has begun or ended */
    Pace(Scheduler timer, Executor loop, Runnable changed) {
        this.timer = timer;
        this.loop = loop;
        this.changed = changed;
    }

    void rate(StreamRate rate) {
        bytes = bucket(rate.bytesPerSecond(), rate.burstBytes());
        stanzas = bucket(rate.stanzasPerSecond(), rate.burstStanzas());
    }

    private @Nullable TokenBucket bucket(int perSecond, int burst) {
        return perSecond == 0 || burst == 0 ? null : new TokenBucket(perSecond, burst, timer::nanoTime);
    }

    /** Whether nothing should be taken from the peer now. */
    boolean isPausing() {
        return isPausing;
    }

    /** So many bytes were read. */
    void read(int length) {
        if (bytes != null && !bytes.spend(length)) {
            pause();
        }
    }

    /** Something was taken out of what was read. */
    void took(StreamEvent event) {
        if (stanzas != null && event instanceof StreamEvent.Received && !stanzas.spend(1)) {
            pause();
        }
    }

    private void pause() {
        if (!isPausing) {
            isPausing = true;
            goOnAfter(debt());
            changed.run();
        }
    }

    private void goOnAfter(Duration pause) {
        timer.after(pause, loop, () -> {
            // More may have come from what TLS had read already.
            Duration more = debt();
            if (more.isZero()) {
                isPausing = false;
                changed.run();
            } else {
                goOnAfter(more);
            }
        });
    }

    private Duration debt() {
        Duration forBytes = bytes == null ? Duration.ZERO : bytes.debt();
        Duration forStanzas = stanzas == null ? Duration.ZERO : stanzas.debt();
        return forBytes.compareTo(forStanzas) > 0 ? forBytes : forStanzas;
    }
}
