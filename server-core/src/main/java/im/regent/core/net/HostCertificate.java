package im.regent.core.net;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that go with it. Two are the same only if they are the same object.
 *
 * @param chain the server's own certificate first
 */
public record HostCertificate(PrivateKey key, List<X509Certificate> chain) {
    /** Copies the chain. */
    public HostCertificate {
        chain = List.copyOf(chain);
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
