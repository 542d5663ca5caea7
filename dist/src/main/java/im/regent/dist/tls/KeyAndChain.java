package im.regent.dist.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A certificate, what leads from it to its authority, and its private key. */
public record KeyAndChain(List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS_NAME = 2;

    /** @throws IllegalArgumentException when the chain is empty */
    public KeyAndChain {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a chain has at least one certificate");
        }
    }

    /** The server's own certificate. */
    public X509Certificate leaf() {
        return chain.get(0);
    }

    /** When it ends. */
    public Instant expires() {
        return leaf().getNotAfter().toInstant();
    }

    /** The SHA-256 of the certificate as people compare it: {@code 3F:A2:…}. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(leaf().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be hashed", e);
        }
    }

    /** The DNS names that it is for; a subject's common name does not count (RFC 9525 §2). */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = leaf().getSubjectAlternativeNames();
            for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (each.get(0) instanceof Integer type && type == DNS_NAME) {
                    names.add(String.valueOf(each.get(1)).toLowerCase(Locale.ROOT));
                }
            }
        } catch (CertificateParsingException e) {
            return List.of();
        }
        return List.copyOf(names);
    }

    /** Whether it is for this host: by its name, or by a star in place of the first label (RFC 9525 §6.3). */
    public boolean covers(String asciiHost) {
        String host = asciiHost.toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        String wild = dot > 0 ? "*" + host.substring(dot) : host;
        return names().contains(host) || names().contains(wild);
    }
}
