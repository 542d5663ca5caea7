package im.regent.core.stream;

import java.util.function.Function;

/**
 * Where to listen, and what to do with a connection.
 *
 * @param name for logs and messages, {@code c2s} for instance
 * @param port 0 for any free one
 * @param isDirectTls whether TLS begins with the connection (XEP-0368); otherwise a handler may start it
 * @param maxPendingBytes how much may wait for a peer that does not read; beyond it the stream is closed
 * @param acceptor makes the logic of a new stream
 */
public record ListenerSpec(
        String name,
        String address,
        int port,
        boolean isDirectTls,
        int maxPendingBytes,
        Function<StreamTransport, StreamHandler> acceptor) {}
