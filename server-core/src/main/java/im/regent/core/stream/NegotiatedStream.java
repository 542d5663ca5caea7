package im.regent.core.stream;

import im.regent.core.jid.Jid;
import im.regent.core.time.Cancellable;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A client's stream that is being negotiated, as its features see it. Belongs to the stream's loop. */
public interface NegotiatedStream {
    /** The wire. */
    StreamTransport transport();

    /** The virtual host that the client asked for. */
    String host();

    /** A random name of the stream, for logs. */
    String streamId();

    /** The stream's {@code xml:lang}, or empty. */
    String lang();

    /** The bare address that the client gave as {@code from} in its last header: a claim, proved by nothing. */
    Optional<Jid> claimed();

    /** What is established. */
    Set<StreamFact> facts();

    /** Who authenticated: a bare address of {@link #host()}. */
    Optional<Jid> account();

    /**
     * Establishes {@link StreamFact#AUTHENTICATED}; the feature then tells the client, and either restarts the transport or {@link #announce
     * announces} what is open now.
     *
     * @throws StreamException when the stream's header named somebody else (RFC 6120 §6.4.6); the client must not be told
     *     that it succeeded
     */
    void authenticated(Jid account) throws StreamException;

    /** Sends {@code <stream:features/>} with what is open now, where no new header comes (XEP-0388). */
    void announce();

    /** Establishes {@link StreamFact#BOUND}: from now on the stream's stanzas go there. */
    void bound(BoundStream bound);

    /** Is cancelled when the stream is gone, bound or not. */
    void own(Cancellable task);

    /** What the stream is bound to, if it is bound to something of this type. */
    <T extends BoundStream> Optional<T> bound(Class<T> type);

    /** What a feature keeps for this stream while it is negotiated: one value per class, made at first use. */
    <T> T state(Class<T> key, Supplier<T> initial);
}
