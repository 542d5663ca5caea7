package im.regent.c2s.management;

import im.regent.core.feature.FeatureContext;
import im.regent.core.routing.ClientSession;
import im.regent.core.time.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The time for which one session waits for its client. Confined to the session's loop. */
final class Window {
    private final FeatureContext context;
    private final Executor loop;
    private final Duration length;
    private final Runnable over;
    private Instant end = Instant.MAX;
    private @Nullable Cancellable timer;

    /** @param length how long it is when it is opened anew */
    Window(FeatureContext context, ClientSession session, Duration length, Runnable over) {
        this.context = context;
        this.loop = session.loop();
        this.length = length;
        this.over = over;
    }

    void open() {
        open(context.clock().instant().plus(length));
    }

    /**
     * Opens it until then, but for no longer than its length.
     *
     * @return whether that is still to come
     */
    boolean open(Instant until) {
        Instant now = context.clock().instant();
        if (!until.isAfter(now)) {
            return false;
        }
        Duration left = Duration.between(now, until);
        Duration span = left.compareTo(length) < 0 ? left : length;
        end = now.plus(span);
        timer = context.scheduler().after(span, loop, over);
        return true;
    }

    /** When it is over. */
    Instant end() {
        return end;
    }

    void close() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
