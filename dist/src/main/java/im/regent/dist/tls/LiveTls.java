package im.regent.dist.tls;

import im.regent.core.net.ClientTrust;
import im.regent.core.net.HostCertificate;
import im.regent.core.net.HostCertificates;
import im.regent.core.stream.ClientCertificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates of a running server. A handshake takes what is in force when it begins, and keeps it; so does the stream that
 * it opens (RFC 6120 §13.7.2.3 asks for a {@code reset} only for "the certificate presented by the other party"). Safe for every
 * thread.
 */
public final class LiveTls implements HostCertificates {
    /** What is in force, all of it from one reading. */
    private record InForce(
            TlsFiles.Reading reading, Map<String, HostCertificate> byHost, Optional<HostCertificate> first) {}

    private final TlsFiles files;
    private final InstantSource clock;
    private volatile InForce inForce;

    /** Begins with a reading that is good. */
    public LiveTls(TlsFiles files, TlsFiles.Reading reading, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        this.inForce = inForce(reading, Map.of());
    }

    /** A new reading, which changes nothing until it is applied. */
    public final class Change {
        private final TlsFiles.Reading reading;

        private Change(TlsFiles.Reading reading) {
            this.reading = reading;
        }

        /** What is wrong, and what should be known; with an error in it, it must not be applied. */
        public List<CertificateProblem> problems() {
            return reading.problems();
        }

        /** Puts it in force; says what is new, a line for each. */
        public List<String> apply() {
            InForce before = inForce;
            boolean isSameTrust = reading.clients().equals(before.reading().clients());
            inForce = inForce(reading, isSameTrust ? before.byHost() : Map.of());
            return differences(before.reading(), reading);
        }
    }

    /** Reads all files anew. Blocks. */
    public Change read() {
        return new Change(files.readAgain(clock.instant(), inForce.reading()));
    }

    /** Whether the files look otherwise than when those in force were read. Blocks. */
    public boolean isStale() {
        return !files.stamps().equals(inForce.reading().stamps());
    }

    /** The server's certificates in force. */
    public CertificateDirectory.Snapshot certificates() {
        return inForce.reading().certificates();
    }

    private ClientAuthorities clientsInForce() {
        return inForce.reading().clients();
    }

    @Override
    public Optional<HostCertificate> forHost(String host) {
        return Optional.ofNullable(inForce.byHost().get(host));
    }

    /** The first virtual host's. */
    @Override
    public Optional<HostCertificate> fallback() {
        return inForce.first();
    }

    /**
     * Hosts that share a certificate share the object, and with it what TLS remembers; one that has not changed stays the same
     * object.
     */
    private InForce inForce(TlsFiles.Reading reading, Map<String, HostCertificate> before) {
        Map<KeyAndChain, HostCertificate> made = new LinkedHashMap<>();
        before.values().forEach(old -> made.put(new KeyAndChain(old.chain(), old.key()), old));
        ClientTrust trust = new Trust(reading.clients());
        Map<String, HostCertificate> byHost = new LinkedHashMap<>();
        Optional<HostCertificate> first = Optional.empty();
        for (var entry : reading.certificates().byHost().entrySet()) {
            HostCertificate certificate = made.computeIfAbsent(
                    entry.getValue(), each -> new HostCertificate(each.key(), each.chain(), trust));
            // SNI has the ASCII form of a name, addresses have the other.
            byHost.put(entry.getKey(), certificate);
            byHost.put(CertificateDirectory.ascii(entry.getKey()), certificate);
            first = first.or(() -> Optional.of(certificate));
        }
        return new InForce(reading, Map.copyOf(byHost), first);
    }

    private static List<String> differences(TlsFiles.Reading before, TlsFiles.Reading now) {
        List<String> lines = new ArrayList<>();
        now.certificates().byHost().forEach((host, certificate) -> {
            if (!certificate.equals(before.certificates().byHost().get(host))) {
                lines.add("new certificate for " + host + ", until " + certificate.expires());
            }
        });
        if (!now.clients().authorities().equals(before.clients().authorities())) {
            lines.add("new authorities for clients' certificates");
        }
        if (!now.clients().revocationLists().equals(before.clients().revocationLists())) {
            lines.add("new revocation lists");
        }
        return List.copyOf(lines);
    }

    /** The authorities of one reading are named to clients; whom to believe is decided by those in force. */
    private final class Trust implements ClientTrust {
        private final List<X509Certificate> authorities;

        Trust(ClientAuthorities read) {
            this.authorities = read.authorities();
        }

        @Override
        public List<X509Certificate> authorities() {
            return authorities;
        }

        @Override
        public Optional<ClientCertificate> validate(List<X509Certificate> chain) {
            Instant now = clock.instant();
            return clientsInForce().validate(chain, now, LiveTls.this::clientsInForce);
        }
    }
}
