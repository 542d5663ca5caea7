package im.regent.dist.tls;

import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CRLException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/** Certificates and keys in PEM files (RFC 7468). */
final class Pem {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");
    private static final Pattern OBJECT = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

    private Pem() {}

    /** The certificates of a file, in its order. */
    static List<X509Certificate> certificates(Path file) {
        Matcher blocks = CERTIFICATE.matcher(PrivateFiles.read(file));
        List<X509Certificate> found =
                blocks.results().map(block -> certificate(file, block.group())).toList();
        if (found.isEmpty()) {
            throw new Failure(file + " holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        return found;
    }

    private static X509Certificate certificate(Path file, String block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new Failure(file + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
    }

    /** The certificate revocation lists of a file. */
    static List<X509CRL> revocationLists(Path file) {
        byte[] text = PrivateFiles.read(file).getBytes(StandardCharsets.ISO_8859_1);
        try {
            List<X509CRL> found =
                    CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(text)).stream()
                            .map(X509CRL.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new Failure(file + " holds no revocation list in PEM form (-----BEGIN X509 CRL-----)");
            }
            return found;
        } catch (CertificateException | CRLException e) {
            throw new Failure(file + " holds a revocation list that cannot be read: " + e.getMessage(), e);
        }
    }

    /** The private key of a file: PKCS #8, or the older forms of OpenSSL; not encrypted. */
    static PrivateKey privateKey(Path file) {
        String text = PrivateFiles.read(file);
        if (text.contains("ENCRYPTED")) {
            throw new Failure(file + " is protected by a passphrase, which a server has nobody to ask for: write it"
                    + " without (openssl pkey)");
        }
        try {
            PrivateKeyInfo info = keyInfo(file, text);
            return KeyFactory.getInstance(algorithm(info)).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Failure(file + " holds a private key that cannot be read: " + e.getMessage(), e);
        }
    }

    private static PrivateKeyInfo keyInfo(Path file, String text) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof PrivateKeyInfo info) {
                    return info;
                }
                if (next instanceof PEMKeyPair pair) {
                    return pair.getPrivateKeyInfo();
                }
            }
        }
        Matcher object = OBJECT.matcher(text);
        String instead = object.find() ? " but a " + object.group(1) : "";
        throw new Failure(file + " holds no private key in PEM form" + instead);
    }

    private static String algorithm(PrivateKeyInfo info) {
        var identifier = info.getPrivateKeyAlgorithm().getAlgorithm();
        if (identifier.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return "EC";
        }
        return identifier.getId().startsWith("1.3.101.") ? "EdDSA" : "RSA";
    }

    static String text(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate that was made can be written", e);
            }
        }
        return text.toString();
    }

    static String text(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String name, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + name + "-----\n" + base64 + "\n-----END " + name + "-----\n";
    }
}
