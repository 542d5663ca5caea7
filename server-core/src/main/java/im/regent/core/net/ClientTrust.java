package im.regent.core.net;

import im.regent.core.stream.ClientCertificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Whom to believe among clients that show a certificate. Safe for every thread.
 *
 * <p>A certificate that is not believed is no reason to refuse a connection: the client can still log in without it.
 */
public interface ClientTrust {
    /** The authorities that the request for a certificate names, always the same; if there are none, clients are not asked. */
    List<X509Certificate> authorities();

    /**
     * Validates what a client has shown, whose private key it has proved to have. Not called on event loops.
     *
     * @param chain the client's own certificate first
     */
    Optional<ClientCertificate> validate(List<X509Certificate> chain);

    /** Nobody is asked. */
    static ClientTrust none() {
        return new ClientTrust() {
            @Override
            public List<X509Certificate> authorities() {
                return List.of();
            }

            @Override
            public Optional<ClientCertificate> validate(List<X509Certificate> chain) {
                return Optional.empty();
            }
        };
    }
}
