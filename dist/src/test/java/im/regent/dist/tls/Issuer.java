package im.regent.dist.tls;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that gives certificates to users. */
final class Issuer {
    /**
     * What a certificate says.
     *
     * @param begins from now, as {@code ends}
     */
    record Profile(
            List<ASN1Encodable> addresses, Duration begins, Duration ends, boolean isAuthority, KeyPurposeId purpose) {
        static Profile of(String... addresses) {
            List<ASN1Encodable> texts = new ArrayList<>();
            for (String address : addresses) {
                texts.add(new DERUTF8String(address));
            }
            return new Profile(texts, Duration.ofDays(-2), Duration.ofDays(2), false, KeyPurposeId.id_kp_clientAuth);
        }

        Profile raw(ASN1Encodable address) {
            return new Profile(List.of(address), begins, ends, isAuthority, purpose);
        }

        Profile between(Duration from, Duration to) {
            return new Profile(addresses, from, to, isAuthority, purpose);
        }

        Profile authority() {
            return new Profile(addresses, begins, ends, true, purpose);
        }

        Profile purpose(KeyPurposeId other) {
            return new Profile(addresses, begins, ends, isAuthority, other);
        }
    }

    private final String name;
    private final Optional<Issuer> above;
    private final AtomicLong serials = new AtomicLong(100);
    private final KeyPair keys = keys();
    private final Instant now = Instant.now();
    private final X509Certificate certificate;

    private Issuer(String name, Optional<Issuer> above, Duration ends) throws Exception {
        this.name = name;
        this.above = above;
        Issuer signer = above.orElse(this);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                signer.subject(),
                BigInteger.valueOf(signer.serials.incrementAndGet()),
                Date.from(now.minus(Duration.ofDays(3))),
                Date.from(now.plus(ends)),
                subject(),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer.signer()));
    }

    /** One that lasts. */
    static Issuer root(String name) throws Exception {
        return new Issuer(name, Optional.empty(), Duration.ofDays(9));
    }

    static Issuer expired(String name) throws Exception {
        return new Issuer(name, Optional.empty(), Duration.ofHours(-1));
    }

    Issuer below(String subName) throws Exception {
        return new Issuer(subName, Optional.of(this), Duration.ofDays(1));
    }

    X509Certificate certificate() {
        return certificate;
    }

    private X500Name subject() {
        return new X500Name("CN=" + name);
    }

    private ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /** A user's certificate; the chain leads up to this authority, or to below the one above it. */
    KeyAndChain issue(Profile profile) throws Exception {
        KeyPair pair = keys();
        List<X509Certificate> chain =
                new ArrayList<>(List.of(leaf(profile, pair, subject(), new X500Name("CN=somebody"), signer())));
        above.ifPresent(root -> chain.add(certificate));
        return new KeyAndChain(chain, pair.getPrivate());
    }

    static KeyAndChain selfSigned(Profile profile) throws Exception {
        KeyPair pair = keys();
        X500Name self = new X500Name("CN=somebody");
        ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new KeyAndChain(
                List.of(Issuer.root("unused").leaf(profile, pair, self, self, signer)), pair.getPrivate());
    }

    private X509Certificate leaf(Profile profile, KeyPair pair, X500Name by, X500Name of, ContentSigner signer)
            throws Exception {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                by,
                BigInteger.valueOf(serials.incrementAndGet()),
                Date.from(now.plus(profile.begins())),
                Date.from(now.plus(profile.ends())),
                of,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(profile.isAuthority()));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(profile.purpose()));
        GeneralName[] names = profile.addresses().stream()
                .map(text -> new GeneralName(GeneralName.otherName, new OtherName(XmppAddresses.ID_ON_XMPP_ADDR, text)))
                .toArray(GeneralName[]::new);
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    /** Writes the list of what is revoked. */
    void writeList(Path file, Duration lasts, X509Certificate... revoked) throws Exception {
        X509v2CRLBuilder builder = new X509v2CRLBuilder(subject(), Date.from(now.minus(Duration.ofDays(1))));
        builder.setNextUpdate(Date.from(now.plus(lasts)));
        for (X509Certificate each : revoked) {
            builder.addCRLEntry(each.getSerialNumber(), Date.from(now), CRLReason.keyCompromise);
        }
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(builder.build(signer()).getEncoded());
        Files.writeString(file, "-----BEGIN X509 CRL-----\n" + base64 + "\n-----END X509 CRL-----\n");
    }
}
