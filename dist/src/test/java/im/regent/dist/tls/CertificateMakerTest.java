package im.regent.dist.tls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateMakerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path data;

    private void make(Instant when) {
        new CertificateMaker(new SecureRandom(), InstantSource.fixed(when)).demo(data);
    }

    private KeyAndChain leaf() {
        return requireNonNull(new CertificateDirectory(data.resolve("certs"))
                .read(List.of("localhost"), NOW)
                .byHost()
                .get("localhost"));
    }

    private X509Certificate authority() {
        return Pem.certificates(data.resolve("ca.pem")).get(0);
    }

    private static void validate(X509Certificate authority, X509Certificate leaf, Instant when)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(java.util.Date.from(when));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), parameters);
    }

    @Test
    void theLeafIsTrustedByWhoTrustsTheAuthority() {
        make(NOW);

        assertThatCode(() -> validate(authority(), leaf().leaf(), NOW)).doesNotThrowAnyException();
    }

    @Test
    void theLeafIsForLocalhostAndTheLoopbackAddresses() throws GeneralSecurityException {
        make(NOW);

        assertThat(leaf().names()).containsExactly("localhost");
        assertThat(leaf().leaf().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(leaf().leaf().getPublicKey().getAlgorithm()).isEqualTo("EC");
    }

    /** The JDK does not look at the constraints of an authority that is trusted itself; OpenSSL and browsers do. */
    @Test
    void theAuthorityCannotSignForOtherHosts() throws NameConstraintValidatorException {
        make(NOW);
        byte[] extension = authority().getExtensionValue(Extension.nameConstraints.getId());
        PKIXNameConstraintValidator rules = new PKIXNameConstraintValidator();
        rules.intersectPermittedSubtree(NameConstraints.getInstance(
                        ASN1OctetString.getInstance(extension).getOctets())
                .getPermittedSubtrees());

        rules.checkPermitted(new GeneralName(GeneralName.dNSName, "localhost"));
        assertThatThrownBy(() -> rules.checkPermitted(new GeneralName(GeneralName.dNSName, "bank.example")))
                .isInstanceOf(NameConstraintValidatorException.class);
    }

    @Test
    void keysCanBeReadByTheOwnerOnly() throws IOException {
        make(NOW);

        for (String key : List.of("ca-key.pem", "certs/localhost/privkey.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theSecondTimeEverythingStays() {
        make(NOW);
        String fingerprint = leaf().fingerprint();

        make(NOW.plus(Duration.ofDays(300)));

        assertThat(leaf().fingerprint()).isEqualTo(fingerprint);
    }

    @Test
    void theLeafIsRenewedBeforeItEndsAndTheAuthorityStays() {
        make(NOW);
        X509Certificate authority = authority();
        KeyAndChain old = leaf();

        make(old.expires().minus(Duration.ofDays(29)));

        assertThat(authority()).isEqualTo(authority);
        assertThat(leaf().expires()).isAfter(old.expires());
    }

    @Test
    void theAuthorityIsReplacedWhileItCanStillSignAWholeLeaf() {
        make(NOW);
        X509Certificate authority = authority();

        make(authority.getNotAfter().toInstant().minus(Duration.ofDays(390)));

        assertThat(authority()).isNotEqualTo(authority);
    }

    @Test
    void aDamagedKeyIsMadeAnewWithItsCertificate() throws IOException {
        make(NOW);
        String fingerprint = leaf().fingerprint();
        Files.writeString(data.resolve("certs/localhost/privkey.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");

        make(NOW);

        assertThat(leaf().fingerprint()).isNotEqualTo(fingerprint);
    }

    @Test
    void aSelfSignedCertificateCoversItsHost() {
        CertificateMaker maker = new CertificateMaker(new SecureRandom(), InstantSource.fixed(NOW));

        KeyAndChain made = maker.selfSigned(data, "example.org");

        assertThat(made.covers("example.org")).isTrue();
        assertThat(made.covers("example.com")).isFalse();
        assertThat(made.expires()).isAfter(NOW.plus(Duration.ofDays(396)));
    }
}
