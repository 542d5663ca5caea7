package im.regent.core.stream;

import java.util.Optional;

/** What a stream's logic may know of its TLS session. */
public interface TlsFacts {
    /** The protocol version, {@code TLSv1.3} for instance. */
    String protocol();

    /** The cipher suite. */
    String cipher();

    /** The host name that the client asked for by SNI. */
    Optional<String> requestedHost();

    /**
     * Channel-binding data (RFC 5929, RFC 9266).
     *
     * @param type {@code tls-server-end-point} or {@code tls-exporter}
     * @return empty where this connection cannot produce it
     */
    Optional<byte[]> channelBinding(String type);

    /** The client's certificate, if it was asked for one and has shown one that is trusted. */
    default Optional<ClientCertificate> clientCertificate() {
        return Optional.empty();
    }
}
