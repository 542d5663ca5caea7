package im.regent.dist.tls;

import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import java.io.IOException;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with one sub-directory for each certificate, as certbot keeps them: {@code fullchain.pem} and
 * {@code privkey.pem}. Which certificate is for which host is told by its subject alternative names; the names of the
 * sub-directories mean nothing. Reading gives an immutable snapshot; read again for what has changed.
 */
public final class CertificateDirectory {
    private static final String CHAIN = "fullchain.pem";
    private static final String KEY = "privkey.pem";
    private static final Duration SOON = Duration.ofDays(14);

    private final Path directory;

    /** The directory, which need not exist. */
    public CertificateDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * What was found.
     *
     * @param byHost the certificate of each host that has one
     * @param problems what is missing or wrong, and what ends soon
     */
    public record Snapshot(Map<String, KeyAndChain> byHost, List<CertificateProblem> problems) {
        public Snapshot {
            byHost = Collections.unmodifiableMap(new LinkedHashMap<>(byHost));
            problems = List.copyOf(problems);
        }

        /** Whether the server must not start with these. */
        public boolean hasErrors() {
            return problems.stream().anyMatch(CertificateProblem::isError);
        }
    }

    /** Reads all certificates and finds one for each host. */
    public Snapshot read(List<String> hosts, Instant now) {
        return read(hosts, now, new Snapshot(Map.of(), List.of()));
    }

    /** As {@link #read(List, Instant)}, for a server that has these already: their dates are no errors any more. */
    Snapshot read(List<String> hosts, Instant now, Snapshot inForce) {
        List<CertificateProblem> problems = new ArrayList<>();
        List<KeyAndChain> usable = new ArrayList<>();
        for (Path each : subdirectories(problems)) {
            readOne(each, problems).ifPresent(usable::add);
        }
        Map<String, KeyAndChain> byHost = new LinkedHashMap<>();
        for (String host : hosts) {
            usable.stream()
                    .filter(certificate -> certificate.covers(ascii(host)))
                    .max(Comparator.comparing(KeyAndChain::expires))
                    .ifPresentOrElse(
                            certificate -> {
                                byHost.put(host, certificate);
                                boolean isOld =
                                        certificate.equals(inForce.byHost().get(host));
                                checkDates(host, certificate, now, isOld).ifPresent(problems::add);
                            },
                            () -> problems.add(missing(host, usable)));
        }
        return new Snapshot(byHost, problems);
    }

    /** The files that {@link #read} would read. */
    List<Path> files() {
        return subdirectories(new ArrayList<>()).stream()
                .flatMap(each -> Stream.of(each.resolve(CHAIN), each.resolve(KEY)))
                .toList();
    }

    private List<Path> subdirectories(List<CertificateProblem> problems) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> Files.exists(entry.resolve(CHAIN)) || Files.exists(entry.resolve(KEY)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(new CertificateProblem(true, directory.toString(), "cannot be listed: " + e.getMessage()));
            return List.of();
        }
    }

    private static Optional<KeyAndChain> readOne(Path place, List<CertificateProblem> problems) {
        Path key = place.resolve(KEY);
        try {
            KeyAndChain found = new KeyAndChain(Pem.certificates(place.resolve(CHAIN)), Pem.privateKey(key));
            if (!KeyMatch.matches(found.key(), found.leaf().getPublicKey())) {
                throw new Failure(key + " does not belong to the first certificate in " + CHAIN
                        + ": put back the two that were made together");
            }
            if (PrivateFiles.isOpenToOthers(key)) {
                problems.add(new CertificateProblem(false, key.toString(), "others can read this key: chmod 600 it"));
            }
            return Optional.of(found);
        } catch (Failure e) {
            String message = String.valueOf(e.getMessage());
            problems.add(new CertificateProblem(true, place.toString(), message));
            return Optional.empty();
        }
    }

    private Optional<CertificateProblem> checkDates(
            String host, KeyAndChain certificate, Instant now, boolean isInForce) {
        Instant begins = certificate.leaf().getNotBefore().toInstant();
        if (certificate.expires().isBefore(now)) {
            return Optional.of(new CertificateProblem(
                    !isInForce,
                    directory.toString(),
                    "the certificate for " + host + " expired on " + certificate.expires() + ": renew it"));
        }
        if (begins.isAfter(now)) {
            return Optional.of(new CertificateProblem(
                    !isInForce,
                    directory.toString(),
                    "the certificate for " + host + " is not valid before " + begins
                            + ": look at this machine's clock"));
        }
        return certificate.expires().isBefore(now.plus(SOON))
                ? Optional.of(new CertificateProblem(
                        false,
                        directory.toString(),
                        "the certificate for " + host + " expires on " + certificate.expires() + ": renew it"))
                : Optional.empty();
    }

    private CertificateProblem missing(String host, List<KeyAndChain> usable) {
        List<String> names = usable.stream()
                .flatMap(each -> each.names().stream())
                .distinct()
                .toList();
        String found = names.isEmpty() ? "" : " (found some for " + String.join(", ", names) + ")";
        return new CertificateProblem(
                true,
                directory.toString(),
                "there is no certificate for " + host + found + ": put fullchain.pem and privkey.pem into "
                        + directory.resolve(host) + ", or set tls.directory to where they are");
    }

    /** Certificates name hosts in their ASCII form. */
    public static String ascii(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }
}
