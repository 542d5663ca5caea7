package im.regent.core.net;

import java.util.Optional;

/**
 * The certificates of the virtual hosts. Asked at every TLS handshake, on an event loop: answers at once, from an immutable
 * snapshot, and with the same object as long as the certificate is the same.
 */
@FunctionalInterface
public interface HostCertificates {
    /** The certificate for a host name, as a client wrote it in SNI (lower case, A-labels), or prepared as in addresses. */
    Optional<HostCertificate> forHost(String host);

    /** The certificate for clients that ask for no host or for one that has no certificate; empty to refuse them. */
    default Optional<HostCertificate> fallback() {
        return Optional.empty();
    }
}
