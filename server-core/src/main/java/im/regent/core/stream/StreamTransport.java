package im.regent.core.stream;

import im.regent.core.stanza.Stanza;
import im.regent.core.time.Stages;
import im.regent.core.xml.Element;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The wire below one XML stream, as the stream's logic sees it.
 *
 * <p>The {@code send} methods, {@link #flushed}, {@link #perform}, {@link #close()} and {@link #close(StreamError)} may be called from every thread and keep
 * the order of the calls of one thread; they never block. What is sent after a close is dropped. Everything else belongs
 * to {@link #loop()}.
 */
public interface StreamTransport {
    /** The event loop that owns the stream for life. */
    Executor loop();

    /**
     * Runs the task on the loop: at once if this is it, otherwise behind what the calling thread has sent or brought before.
     * From every thread, also when the connection is gone. When too much waits to cross over, the stream is closed as one
     * that does not keep up, and the task is given up.
     */
    void perform(Runnable task);

    /** Sends the XML declaration and the opening tag. */
    void open(StreamHeader header);

    /** Sends a first-level element. */
    void send(Element element);

    /** Sends a stanza. */
    default void send(Stanza stanza) {
        send(stanza.xml());
    }

    /**
     * Complete when the peer's connection has taken what the calling thread has sent before; never, if it breaks first. From every
     * thread. Transports without a wire need not wait.
     */
    default CompletionStage<Void> flushed() {
        return Stages.done();
    }

    /** Sends the closing tag, then waits for the peer's (not for ever) and closes the connection (RFC 6120 §4.4). */
    void close();

    /**
     * Sends an error and the closing tag and closes the connection (§4.9.1.1). If no opening tag was sent yet, one is sent
     * first (§4.9.1.2).
     */
    void close(StreamError error);

    /** Drops the connection without another word (§5.4.3.2). */
    void abort();

    /**
     * Begins TLS as the server once everything sent so far is on the wire. Bytes that came before are an attack: the
     * connection is dropped if there are any (§5.4.2.2: nothing may follow {@code <starttls/>} in clear).
     *
     * @param defaultHost the virtual host whose certificate is shown to a client that sends no SNI
     */
    void startTls(String defaultHost);

    /** Whether there is a certificate to show as this virtual host. */
    default boolean canStartTls(String host) {
        return true;
    }

    /** Expects a new opening tag next (§4.3.3); bytes already received stay. */
    void restart();

    /** Changes the limits, from the next first-level element on. */
    void limits(StreamLimits limits);

    /** Takes no more than this from the peer: reading pauses, nothing is dropped. Transports without a wire need not. */
    default void rate(StreamRate rate) {}

    /** The peer has proved who it is: it does not count among the strangers any more, whose connections are limited. */
    default void authenticated() {}

    /** What the peer is told in answer to its first header instead of being served; for limits on connections. */
    default Optional<StreamError> refusal() {
        return Optional.empty();
    }

    /** Closes the stream with this error unless the deadline is {@link #cancelDeadline cancelled} or replaced before. */
    void deadline(Duration after, StreamError error);

    /** Forgets the {@link #deadline}. */
    void cancelDeadline();

    /**
     * How long the peer has sent nothing at all, not even white space. Zero while the stream does not listen: then nobody
     * could have been heard.
     */
    Duration silence();

    /** The established TLS session, if there is one. */
    Optional<TlsFacts> tls();

    /** The peer's network address, for the security log and for limits. */
    String peerAddress();

    /** What the peer counts as where things are limited per address: an address, or a network; empty if it is exempt. */
    default Optional<String> peerNetwork() {
        return Optional.of(peerAddress());
    }
}
