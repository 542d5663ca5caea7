package im.regent.core.net;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the server is in a TLS handshake: a private key, the certificates that go with it, and the clients whose certificates
 * count there. Two are the same only if they are the same object.
 *
 * @param chain the server's own certificate first
 */
public record HostCertificate(PrivateKey key, List<X509Certificate> chain, ClientTrust clients) {
    /** Copies the chain. */
    public HostCertificate {
        chain = List.copyOf(chain);
    }

    /** One that asks no client for a certificate. */
    public HostCertificate(PrivateKey key, List<X509Certificate> chain) {
        this(key, chain, ClientTrust.none());
    }

    boolean asksClients() {
        return !clients.authorities().isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "HostCertificate[" + (chain.isEmpty() ? "" : chain.get(0).getSubjectX500Principal()) + ']';
    }
}
