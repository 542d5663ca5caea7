package im.regent.core.net;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;

/** Channel-binding data of a server's session: RFC 5929 §4 and RFC 9266. */
final class ChannelBindings {
    private static final int EXPORTER_LENGTH = 32;

    private ChannelBindings() {}

    /** The hash of the server's certificate; empty where RFC 5929 does not say which hash (Ed25519). */
    static Optional<byte[]> endPoint(X509Certificate certificate) {
        try {
            Optional<String> hash = hash(certificate);
            return hash.isEmpty()
                    ? Optional.empty()
                    : Optional.of(MessageDigest.getInstance(hash.get()).digest(certificate.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> hash(X509Certificate certificate) throws GeneralSecurityException, IOException {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        String hash;
        int with = algorithm.indexOf("WITH");
        if (with > 0) {
            hash = algorithm.substring(0, with);
        } else if (algorithm.equals("RSASSA-PSS")) {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            hash = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } else {
            return Optional.empty();
        }
        // RFC 5929 §4.1: "if the certificate's signatureAlgorithm uses [...] either MD5 or SHA-1, then use SHA-256".
        return switch (hash.replace("-", "")) {
            case "MD5", "SHA1", "SHA256" -> Optional.of("SHA-256");
            case "SHA224" -> Optional.of("SHA-224");
            case "SHA384" -> Optional.of("SHA-384");
            case "SHA512" -> Optional.of("SHA-512");
            default -> Optional.empty();
        };
    }

    /**
     * Keying material exported from a TLS 1.3 session. The JDK offers it from version 25 on, so it is looked up by name;
     * with TLS 1.2 it would also need to be known that the extended master secret was used (RFC 9266 §4.2).
     */
    static Optional<byte[]> exporter(SSLSession session) {
        if (!(session instanceof ExtendedSSLSession) || !session.getProtocol().equals("TLSv1.3")) {
            return Optional.empty();
        }
        try {
            Method export = ExtendedSSLSession.class.getMethod(
                    "exportKeyingMaterialData", String.class, byte[].class, int.class);
            Object data = export.invoke(session, "EXPORTER-Channel-Binding", new byte[0], EXPORTER_LENGTH);
            return data instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }
}
