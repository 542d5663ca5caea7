package im.regent.dist.tls;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All files from which TLS is set up: the server's certificates, and what is needed to believe clients'. */
public record TlsFiles(TlsSettings settings, List<String> hosts) {
    public TlsFiles {
        hosts = List.copyOf(hosts);
    }

    /**
     * What was read at one time, good or not.
     *
     * @param problems of all of it
     */
    public record Reading(
            CertificateDirectory.Snapshot certificates,
            ClientAuthorities clients,
            FileStamps stamps,
            List<CertificateProblem> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }

        /** Whether the server must not use it. */
        public boolean hasErrors() {
            return problems.stream().anyMatch(CertificateProblem::isError);
        }
    }

    /** Reads them for a start. */
    public Reading read(Instant now) {
        FileStamps stamps = stamps();
        return read(now, new CertificateDirectory(settings.directory()).read(hosts, now), stamps);
    }

    /** Reads them for a server that has certificates: one that it has already is no error, even if it has expired. */
    Reading readAgain(Instant now, Reading before) {
        FileStamps stamps = stamps();
        var certificates = new CertificateDirectory(settings.directory()).read(hosts, now, before.certificates());
        return read(now, certificates, stamps);
    }

    /** The stamps are from before: what changes while it is read is seen next time. */
    private Reading read(Instant now, CertificateDirectory.Snapshot certificates, FileStamps stamps) {
        List<CertificateProblem> problems = new ArrayList<>(certificates.problems());
        ClientAuthorities clients = ClientAuthorities.read(settings, now, problems);
        return new Reading(certificates, clients, stamps, problems);
    }

    /** How the files look now. */
    FileStamps stamps() {
        return FileStamps.of(Stream.of(
                        new CertificateDirectory(settings.directory()).files(),
                        settings.authorities(),
                        settings.revocationLists())
                .flatMap(List<Path>::stream)
                .toList());
    }
}
