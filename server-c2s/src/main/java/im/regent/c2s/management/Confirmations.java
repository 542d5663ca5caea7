package im.regent.c2s.management;

import im.regent.core.routing.Attachment;
import im.regent.core.routing.ClientSession;
import im.regent.core.stream.StreamCondition;
import im.regent.core.stream.StreamError;
import java.util.concurrent.CompletionStage;

/**
 * Tells one session's client how far we are when it asks: at once, and again when what is on its way to the disk has arrived.
 * Confined to the session's loop, but for {@link #owes}.
 */
final class Confirmations {
    private final ClientSession session;
    private final Received received;
    private boolean isWanted;

    Confirmations(ClientSession session, Received received) {
        this.session = session;
        this.received = received;
    }

    void asked(Attachment connection) {
        isWanted = !received.isSettled();
        connection.transport().send(Sm.acknowledgement(received.confirmed()));
    }

    /** The client is away: it will be told when it comes back. */
    void forget() {
        isWanted = false;
    }

    /** From every thread. */
    void owes(CompletionStage<?> durable) {
        received.owes(durable, () -> session.loop().execute(this::confirm));
    }

    private void confirm() {
        if (received.hasFailed()) {
            session.close(StreamError.of(StreamCondition.INTERNAL_SERVER_ERROR, "something could not be stored"));
        } else if (isWanted && received.isSettled()) {
            isWanted = false;
            session.attachment()
                    .ifPresent(connection -> connection.transport().send(Sm.acknowledgement(received.confirmed())));
        }
    }
}
