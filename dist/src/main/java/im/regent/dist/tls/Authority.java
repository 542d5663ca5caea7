package im.regent.dist.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes P-256 certificates (RFC 5280): a local authority, what it signs, and self-signed ones. */
final class Authority {
    /** What browsers and operating systems accept at most for a server. */
    static final Duration LEAF_LIFETIME = Duration.ofDays(397);

    private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
    /** Clocks differ. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 127;

    private final SecureRandom random;
    private final Instant now;

    Authority(SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
    }

    /** An authority that may sign for this machine only, so that trusting it gives nobody else's names away. */
    KeyAndChain forLoopback() {
        KeyPair keys = keys();
        X500Name name =
                new X500Name("CN=Regent demo authority " + serial().toString(16).substring(0, 8));
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                serial(),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(AUTHORITY_LIFETIME)),
                name,
                keys.getPublic());
        GeneralSubtree[] loopback = {
            new GeneralSubtree(new GeneralName(GeneralName.dNSName, "localhost")),
            new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "127.0.0.0/8")),
            new GeneralSubtree(new GeneralName(GeneralName.iPAddress, "::1/128")),
        };
        X509Certificate certificate = signed(keys.getPrivate(), builder, (extensions, target) -> {
            target.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            target.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            target.addExtension(Extension.nameConstraints, true, new NameConstraints(loopback, null));
            target.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
        });
        return new KeyAndChain(List.of(certificate), keys.getPrivate());
    }

    /** A server's certificate signed by an authority. */
    KeyAndChain issue(KeyAndChain authority, String host, List<GeneralName> names) {
        KeyPair keys = keys();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                authority.leaf(),
                serial(),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(LEAF_LIFETIME)),
                new X500Name("CN=" + host),
                keys.getPublic());
        X509Certificate certificate = signed(authority.key(), builder, (extensions, target) -> {
            server(extensions, target, keys, names);
            target.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(authority.leaf().getPublicKey()));
        });
        return new KeyAndChain(List.of(certificate, authority.leaf()), keys.getPrivate());
    }

    /** A server's certificate that nobody else has signed. */
    KeyAndChain selfSigned(String host) {
        KeyPair keys = keys();
        X500Name name = new X500Name("CN=" + host);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                serial(),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(LEAF_LIFETIME)),
                name,
                keys.getPublic());
        List<GeneralName> names = List.of(new GeneralName(GeneralName.dNSName, host));
        X509Certificate certificate =
                signed(keys.getPrivate(), builder, (extensions, target) -> server(extensions, target, keys, names));
        return new KeyAndChain(List.of(certificate), keys.getPrivate());
    }

    private static void server(
            JcaX509ExtensionUtils extensions, X509v3CertificateBuilder target, KeyPair keys, List<GeneralName> names)
            throws IOException {
        target.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        target.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        target.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        target.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        target.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
    }

    /** What a certificate says beside its names and dates. */
    @FunctionalInterface
    private interface Extensions {
        void add(JcaX509ExtensionUtils extensions, X509v3CertificateBuilder target) throws IOException;
    }

    private static X509Certificate signed(PrivateKey signer, X509v3CertificateBuilder builder, Extensions extensions) {
        try {
            extensions.add(new JcaX509ExtensionUtils(), builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every JDK can sign with P-256", e);
        }
    }

    private KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private BigInteger serial() {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }
}
