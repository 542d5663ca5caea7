package im.regent.core.routing;

import im.regent.core.stream.BoundStream;
import im.regent.core.stream.StreamError;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.xml.Element;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One connection of a session. A session has one at a time, and in its life as many as its client has resumed it.
 *
 * <p>The methods of {@link BoundStream} belong to the connection's loop, which need not be the session's: what is received
 * crosses over, and the connection waits until it is handled.
 */
public final class Attachment implements BoundStream {
    private final ClientSession session;
    private final StreamTransport transport;
    private final boolean isAtHome;
    private boolean isClosedByClient;

    /** @param isAtHome whether the connection is on the session's loop */
    Attachment(ClientSession session, StreamTransport transport, boolean isAtHome) {
        this.session = session;
        this.transport = transport;
        this.isAtHome = isAtHome;
    }

    /** The session. */
    public ClientSession session() {
        return session;
    }

    /** The connection; what is sent to it directly passes no valve. */
    public StreamTransport transport() {
        return transport;
    }

    /** Whether it is on the session's loop. */
    public boolean isAtHome() {
        return isAtHome;
    }

    @Override
    public CompletionStage<Void> received(Element element) throws StreamException {
        return isAtHome ? session.received(element, this) : crossing(element);
    }

    private CompletionStage<Void> crossing(Element element) {
        CompletableFuture<Void> handled = new CompletableFuture<>();
        session.loop().execute(() -> {
            try {
                session.received(element, this).whenComplete((done, failure) -> {
                    if (failure == null) {
                        handled.complete(null);
                    } else {
                        handled.completeExceptionally(failure);
                    }
                });
            } catch (StreamException e) {
                handled.completeExceptionally(e);
            }
        });
        return handled;
    }

    @Override
    public void closed() {
        isClosedByClient = true;
    }

    @Override
    public void end(Optional<StreamError> error) {
        boolean isFarewell = isClosedByClient;
        if (isAtHome) {
            session.lost(this, isFarewell, error);
        } else {
            session.loop().execute(() -> session.lost(this, isFarewell, error));
        }
    }
}
