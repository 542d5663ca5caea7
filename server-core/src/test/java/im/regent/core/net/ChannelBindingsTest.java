package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 5929 §4.1: the hash follows the certificate's signature. */
class ChannelBindingsTest {
    @Test
    void endPointBindingFollowsTheCertificatesSignature() throws Exception {
        Map<HostCertificate, String> hashes = Map.of(
                TestCertificates.create("a", "RSA", 2048, "SHA384withRSA"), "SHA-384",
                TestCertificates.create("b", "RSA", 2048, "SHA512withRSA"), "SHA-512",
                TestCertificates.create("c", "RSA", 2048, "SHA1withRSA"), "SHA-256",
                TestCertificates.create("d", "RSA", 2048, "SHA256withRSAandMGF1"), "SHA-256",
                TestCertificates.create("e", "Ed25519", 0, "Ed25519"), "");
        for (var entry : hashes.entrySet()) {
            X509Certificate certificate = entry.getKey().chain().get(0);
            Optional<byte[]> bound = ChannelBindings.endPoint(certificate);
            assertThat(bound.isPresent())
                    .as(certificate.getSigAlgName())
                    .isEqualTo(!entry.getValue().isEmpty());
            if (bound.isPresent()) {
                assertThat(bound.get())
                        .isEqualTo(MessageDigest.getInstance(entry.getValue()).digest(certificate.getEncoded()));
            }
        }
    }
}
