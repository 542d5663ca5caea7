package im.regent.core.net;

import im.regent.core.time.Scheduler;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What a stream does about a peer that takes less than it is sent: first it stops listening to it, so that the peer cannot
 * ask for more; a peer that takes nothing at all for a while is gone, even if TCP does not know. (That no more than the
 * budget waits is seen to by {@link Outbound}.) Belongs to the loop's thread.
 */
final class SlowPeer {
    /**
     * Hears what becomes of the peer.
     *
     * @param caughtUp it has taken so much that it is listened to again
     * @param stalled it takes nothing at all
     */
    record Watcher(Runnable caughtUp, Runnable stalled) {}

    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(30);

    private final Channel channel;
    private final Outbound out;
    private final Scheduler timer;
    private final Executor loop;
    private final Watcher watcher;
    private boolean isParked;
    private boolean isBehind;
    private boolean isWatched;

    SlowPeer(Channel channel, Outbound out, Scheduler timer, Executor loop, Watcher watcher) {
        this.channel = channel;
        this.out = out;
        this.timer = timer;
        this.loop = loop;
        this.watcher = watcher;
    }

    /** The stream waits for its handler, or goes on. */
    void parked(boolean parked) {
        isParked = parked;
        readOrNot();
    }

    /** The connection has taken some of what waits. */
    void progressed() {
        if (isBehind && out.pending() <= out.budget() / 4) {
            isBehind = false;
            readOrNot();
            watcher.caughtUp().run();
        }
    }

    /** Whether the peer is not listened to because of what it has not taken; to be asked before each thing that it says. */
    boolean isBehind() {
        fallsBehind();
        return isBehind;
    }

    private void fallsBehind() {
        if (!isBehind && out.pending() > out.budget() / 2) {
            isBehind = true;
            readOrNot();
        }
    }

    /** The connection's water marks were passed. */
    void writabilityChanged() {
        if (channel.isWritable()) {
            return;
        }
        fallsBehind();
        if (!isWatched) {
            isWatched = true;
            watch(out.written());
        }
    }

    private void watch(long writtenBefore) {
        timer.after(STALL_TIMEOUT, loop, () -> {
            if (out.pending() == 0 || !channel.isActive()) {
                isWatched = false;
            } else if (out.written() == writtenBefore) {
                watcher.stalled().run();
            } else {
                watch(out.written());
            }
        });
    }

    private void readOrNot() {
        channel.config().setAutoRead(!isParked && !isBehind);
    }
}
