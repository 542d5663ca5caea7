package im.regent.core.session;

import im.regent.core.stream.StreamError;
import im.regent.core.xml.Element;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps a session for a client that has lost its connection, and counts what the client has sent (XEP-0198). Called on the
 * session's loop, {@link #owes} from every thread.
 */
public interface SessionKeeper {
    /** A stanza was received; {@link #handled} follows before the next one. */
    void receiving();

    /** The stanza that was received last has been handled. */
    void handled();

    /** What the client sent last is not safe before this stage is complete, and must not be confirmed before. */
    void owes(CompletionStage<?> durable);

    /**
     * The connection is gone without a farewell of the client.
     *
     * @param error with which we closed it, if we did
     * @return whether the session lives on without a connection; otherwise it ends now
     */
    boolean keeps(Optional<StreamError> error);

    /** Complete when what was sent before has been acknowledged; never, if the session ends first. */
    CompletionStage<Void> caughtUp();

    /** What was sent and has not been acknowledged, in order, as far as somebody keeps it. */
    default List<Element> unacknowledged() {
        return List.of();
    }

    /**
     * The server stops: the connection is about to break, and nothing is received over it any more.
     *
     * @return whether the session will be saved; otherwise it ends now
     */
    boolean suspends();

    /** The session has ended, and has left the session table. */
    void ended();
}
