package im.regent.c2s.management;

import im.regent.core.routing.ClientSession;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamTransport;
import im.regent.core.time.Cancellable;
import im.regent.core.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks one session's client how far it is. One request is under way at a time; a client that leaves one unanswered for too
 * long has no connection any more. Confined to the session's loop.
 */
final class Requests {
    private final ClientSession session;
    private final Unacknowledged unacknowledged;
    private final Scheduler scheduler;
    private final Duration patience;
    private boolean isOpen;
    private long openAt;
    private @Nullable Cancellable timer;

    /** @param patience how long an answer may take */
    Requests(ClientSession session, Unacknowledged unacknowledged, Scheduler scheduler, Duration patience) {
        this.session = session;
        this.unacknowledged = unacknowledged;
        this.scheduler = scheduler;
        this.patience = patience;
    }

    boolean isOpen() {
        return isOpen;
    }

    void send(StreamTransport transport) {
        isOpen = true;
        openAt = unacknowledged.sent();
        transport.send(Sm.element("r"));
        if (timer == null) {
            awaitAnswer();
        }
    }

    /** The client has answered: it is asked again if it was sent more. */
    void answered(StreamTransport transport) {
        isOpen = false;
        if (unacknowledged.size() > 0) {
            send(transport);
        }
    }

    /** The client is not asked any more. */
    void close() {
        isOpen = false;
    }

    void end() {
        close();
        if (timer != null) {
            timer.cancel();
        }
    }

    /** One timer for many requests: it looks whether the request that was open when it was set is still open. */
    private void awaitAnswer() {
        long awaited = openAt;
        timer = scheduler.after(patience, session.loop(), () -> {
            timer = null;
            if (isOpen && session.attachment().isPresent()) {
                if (awaited == openAt) {
                    session.disconnect(
                            StreamError.of(StreamCondition.CONNECTION_TIMEOUT, "the client does not acknowledge"));
                } else {
                    awaitAnswer();
                }
            }
        });
    }
}
