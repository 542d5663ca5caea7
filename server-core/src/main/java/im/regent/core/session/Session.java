package im.regent.core.session;

import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamError;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A bound resource of an account: a stream that stanzas can be sent to. Safe for every thread. */
public interface Session extends Origin {
    /** A short random name for logs; addresses are not logged. */
    String streamId();

    /** Sends a stanza to the client. Stanzas that one thread sends arrive in order; never blocks. */
    void send(Stanza stanza);

    @Override
    default void reply(Stanza answer) {
        send(answer);
    }

    /**
     * What a feature keeps for this session: one value per class, made at first use. The value itself must be safe for the
     * threads that use it.
     */
    <T> T state(Class<T> key, Supplier<T> initial);

    /** As {@link #state(Class, Supplier)}, without making it. */
    <T> Optional<T> state(Class<T> key);

    /**
     * How long the client has sent nothing at all, not even white space; on the loop. Zero where the session does not hear
     * its client by itself.
     */
    default Duration silence() {
        return Duration.ZERO;
    }

    /** Whether the session is without a connection, and waits for its client to come back (XEP-0198). */
    default boolean isAway() {
        return false;
    }

    /**
     * Complete when the client has what was sent to it before: when it has acknowledged that (XEP-0198), or its connection has taken
     * it. Never complete if the session ends first. Who has much to send sends it in parts, and waits in between; on the
     * loop.
     */
    default CompletionStage<Void> caughtUp() {
        return Stages.done();
    }

    /** What was sent to the client and has not been acknowledged, in order, as far as somebody keeps it; on the loop. */
    default List<Element> unacknowledged() {
        return List.of();
    }

    /**
     * Closes the connection with an error. The session ends with it, unless it is kept for a client that comes back
     * (XEP-0198).
     */
    void disconnect(StreamError error);

    /**
     * Ends the session, and the stream with an error.
     *
     * @return when the session has left the table and its end has been published; on its loop
     */
    CompletionStage<Void> close(StreamError error);

    /**
     * The server stops: ends the session, and the stream with an error, unless its keeper saves it. Then the connection breaks
     * without a word: RFC 6120 §4.9.1.1 has errors "unrecoverable", so a client that hears one need not come back.
     *
     * @return when the session has ended, or has nothing left but to be saved; on its loop
     */
    default CompletionStage<Void> suspend(StreamError error) {
        return close(error);
    }
}
