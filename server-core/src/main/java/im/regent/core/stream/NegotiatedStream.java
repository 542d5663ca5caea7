package im.regent.core.stream;

import java.util.Set;

/** A stream that is being negotiated, as its features see it. Belongs to the stream's loop. */
public interface NegotiatedStream {
    /** The wire. */
    StreamTransport transport();

    /** The virtual host that the client asked for. */
    String host();

    /** A random name of the stream, for logs. */
    String streamId();

    /** What is established. */
    Set<StreamFact> facts();
}
