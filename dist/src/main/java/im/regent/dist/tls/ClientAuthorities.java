package im.regent.dist.tls;

import im.regent.core.stream.ClientCertificate;
import im.regent.dist.io.Failure;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** One reading of the authorities whose certificates clients may log in with, and of what they have revoked. */
public record ClientAuthorities(List<X509Certificate> authorities, List<X509CRL> revocationLists) {
    private static final int NO_AUTHORITY = -1;
    private static final int DIGITAL_SIGNATURE = 0;
    /** RFC 6120 §13.7.1.4: id-on-xmppAddr "MAY be used in conjunction with the extended key usage extension". */
    private static final Set<String> PURPOSES = Set.of(
            KeyPurposeId.id_kp_clientAuth.getId(),
            KeyPurposeId.anyExtendedKeyUsage.getId(),
            XmppAddresses.ID_ON_XMPP_ADDR.getId());

    public ClientAuthorities {
        authorities = List.copyOf(authorities);
        revocationLists = List.copyOf(revocationLists);
    }

    /** Reads the files; what is wrong is added to the problems. */
    static ClientAuthorities read(TlsSettings settings, Instant now, List<CertificateProblem> problems) {
        List<X509Certificate> authorities = new ArrayList<>();
        for (Path file : settings.authorities()) {
            collect(file, problems, () -> authorities.addAll(Pem.certificates(file)));
        }
        List<X509CRL> lists = new ArrayList<>();
        for (Path file : settings.revocationLists()) {
            collect(file, problems, () -> lists.addAll(current(file, now, problems)));
        }
        return new ClientAuthorities(authorities, lists);
    }

    private static void collect(Path file, List<CertificateProblem> problems, Runnable reading) {
        try {
            reading.run();
        } catch (Failure e) {
            problems.add(new CertificateProblem(true, file.toString(), String.valueOf(e.getMessage())));
        }
    }

    private static List<X509CRL> current(Path file, Instant now, List<CertificateProblem> problems) {
        List<X509CRL> lists = Pem.revocationLists(file);
        for (X509CRL list : lists) {
            Date next = list.getNextUpdate();
            if (next != null && next.toInstant().isBefore(now)) {
                problems.add(
                        new CertificateProblem(
                                false,
                                file.toString(),
                                "this list ended on " + next.toInstant()
                                        + ": nobody can log in with a certificate of this authority before there is a new one"));
            }
        }
        return lists;
    }

    /**
     * Validates a chain as RFC 5280 §6 and RFC 6120 §13.7.1 want it. Revocation is checked as soon as there is one list, and then
     * each authority needs one. Nothing is fetched from the network.
     *
     * @param inForce the authorities at the time when somebody asks {@link ClientCertificate#isTrusted}
     */
    Optional<ClientCertificate> validate(
            List<X509Certificate> chain, Instant now, Supplier<ClientAuthorities> inForce) {
        List<X509Certificate> path =
                chain.stream().takeWhile(each -> !authorities.contains(each)).toList();
        if (path.isEmpty() || authorities.isEmpty() || !isForClients(path.get(0))) {
            return Optional.empty();
        }
        try {
            X509Certificate anchor = anchor(path, now);
            Instant until = Stream.concat(path.stream(), Stream.of(anchor))
                    .map(each -> each.getNotAfter().toInstant())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            return Optional.of(new Validated(XmppAddresses.in(path.get(0)), until, path, anchor, inForce));
        } catch (CertPathValidatorException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK can validate certificates", e);
        }
    }

    /** §13.7.1.1: an end entity's certificate is not an authority's. */
    private static boolean isForClients(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        try {
            List<String> purposes = leaf.getExtendedKeyUsage();
            return leaf.getBasicConstraints() == NO_AUTHORITY
                    && (usage == null || usage[DIGITAL_SIGNATURE])
                    && (purposes == null || purposes.stream().anyMatch(PURPOSES::contains));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private X509Certificate anchor(List<X509Certificate> path, Instant now) throws GeneralSecurityException {
        CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
        PKIXParameters parameters = new PKIXParameters(
                authorities.stream().map(each -> new TrustAnchor(each, null)).collect(Collectors.toSet()));
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(!revocationLists.isEmpty());
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(revocationLists)));
        var result = (PKIXCertPathValidatorResult)
                CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
        X509Certificate anchor = result.getTrustAnchor().getTrustedCert();
        // RFC 5280 leaves an anchor's dates to whoever trusts it.
        if (anchor.getNotAfter().toInstant().isBefore(now)) {
            throw new CertPathValidatorException("the authority has expired");
        }
        return anchor;
    }

    private boolean stillTrust(Validated shown) {
        return authorities.contains(shown.anchor())
                && shown.path().stream()
                        .noneMatch(each -> revocationLists.stream()
                                .anyMatch(list -> list.getIssuerX500Principal().equals(each.getIssuerX500Principal())
                                        && list.isRevoked(each)));
    }

    /** What a client has shown. */
    private record Validated(
            List<String> xmppAddresses,
            Instant validUntil,
            List<X509Certificate> path,
            X509Certificate anchor,
            Supplier<ClientAuthorities> inForce)
            implements ClientCertificate {
        @Override
        public boolean isTrusted() {
            return inForce.get().stillTrust(this);
        }
    }
}
