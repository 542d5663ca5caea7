package im.regent.dist.server;

import im.regent.core.net.HostCertificate;
import im.regent.core.net.HostCertificates;
import im.regent.dist.tls.CertificateDirectory;
import im.regent.dist.tls.KeyAndChain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The certificates that TLS shows: those of one reading of the directory, the first virtual host's where SNI helps nothing. */
final class HostCertificateTable implements HostCertificates {
    private final Map<String, HostCertificate> byAsciiHost;
    private final Optional<HostCertificate> first;

    private HostCertificateTable(Map<String, HostCertificate> byAsciiHost) {
        this.byAsciiHost = Map.copyOf(byAsciiHost);
        this.first = byAsciiHost.values().stream().findFirst();
    }

    /** Hosts that share a certificate share the object, and with it what TLS remembers. */
    static HostCertificates of(CertificateDirectory.Snapshot snapshot) {
        Map<KeyAndChain, HostCertificate> made = new LinkedHashMap<>();
        Map<String, HostCertificate> byHost = new LinkedHashMap<>();
        snapshot.byHost()
                .forEach((host, certificate) -> byHost.put(
                        CertificateDirectory.ascii(host),
                        made.computeIfAbsent(certificate, each -> new HostCertificate(each.key(), each.chain()))));
        return new HostCertificateTable(byHost);
    }

    @Override
    public Optional<HostCertificate> forHost(String host) {
        return Optional.ofNullable(byAsciiHost.get(host));
    }

    @Override
    public Optional<HostCertificate> fallback() {
        return first;
    }
}
