package im.regent.core.session;

import im.regent.core.stanza.Stanza;
import im.regent.core.stream.StreamError;

/** An authenticated component stream (XEP-0114). Safe for every thread. */
public interface ComponentLink extends Origin {
    /** A short random name for logs. */
    String streamId();

    /** Sends a stanza to the component without blocking; in the order in which the stanzas are handed over, whoever sends them. */
    void send(Stanza stanza);

    @Override
    default void reply(Stanza answer) {
        send(answer);
    }

    /** Whether the stream has ended; what its end takes away may still be there. */
    boolean hasEnded();

    /** Ends the stream with an error. */
    void close(StreamError error);
}
