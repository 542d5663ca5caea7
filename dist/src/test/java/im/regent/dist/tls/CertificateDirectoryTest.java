package im.regent.dist.tls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    @TempDir
    Path directory;

    private KeyAndChain add(String host, Instant when) {
        return new CertificateMaker(new SecureRandom(), InstantSource.fixed(when)).selfSigned(directory, host);
    }

    private CertificateDirectory.Snapshot read(String... hosts) {
        return new CertificateDirectory(directory).read(List.of(hosts), NOW);
    }

    private Path file(String host, String name) {
        return directory.resolve(host).resolve(name);
    }

    @Test
    void eachHostGetsItsOwn() {
        add("example.org", NOW);
        KeyAndChain other = add("example.com", NOW);

        var found = read("example.org", "example.com");

        assertThat(found.problems()).isEmpty();
        assertThat(requireNonNull(found.byHost().get("example.com")).fingerprint())
                .isEqualTo(other.fingerprint());
    }

    @Test
    void namesInTheCertificateCountAndNotThoseOfDirectories() throws IOException {
        add("example.org", NOW);
        Files.move(directory.resolve("example.org"), directory.resolve("whatever-0001"));

        assertThat(read("example.org").problems()).isEmpty();
    }

    @Test
    void aStarStandsForOneLabel() {
        KeyAndChain wild = new Authority(new SecureRandom(), NOW).selfSigned("*.example.org");

        assertThat(wild.covers("chat.example.org")).isTrue();
        assertThat(wild.covers("example.org")).isFalse();
        assertThat(wild.covers("a.chat.example.org")).isFalse();
    }

    @Test
    void ofTwoTheOneThatLastsLongerIsTaken() throws IOException {
        add("example.org", NOW.minus(Duration.ofDays(100)));
        Files.move(directory.resolve("example.org"), directory.resolve("old"));
        KeyAndChain fresh = add("example.org", NOW);

        assertThat(requireNonNull(read("example.org").byHost().get("example.org"))
                        .fingerprint())
                .isEqualTo(fresh.fingerprint());
    }

    @Test
    void aHostWithoutCertificateIsAnErrorThatSaysWhatIsThere() {
        add("example.org", NOW);

        var found = read("example.com");

        assertThat(found.hasErrors()).isTrue();
        assertThat(found.problems().get(0).toString())
                .contains("no certificate for example.com", "example.org", "fullchain.pem");
    }

    @Test
    void aKeyThatBelongsToAnotherCertificateIsAnError() throws IOException {
        add("example.org", NOW);
        add("example.com", NOW);
        Files.writeString(file("example.org", "privkey.pem"), Files.readString(file("example.com", "privkey.pem")));

        assertThat(read("example.com", "example.org").problems().get(0).toString())
                .contains("does not belong to the first certificate");
    }

    @Test
    void anExpiredOneIsAnErrorWithItsDate() {
        add("example.org", NOW.minus(Duration.ofDays(400)));

        var found = read("example.org");

        assertThat(found.hasErrors()).isTrue();
        assertThat(found.problems().get(0).toString()).contains("expired on 2026-11-");
    }

    @Test
    void oneThatEndsSoonIsAWarning() {
        add("example.org", NOW.minus(Duration.ofDays(390)));

        var found = read("example.org");

        assertThat(found.hasErrors()).isFalse();
        assertThat(found.problems().get(0).toString()).contains("expires on");
    }

    @Test
    void oneFromTheFutureIsAnError() {
        add("example.org", NOW.plus(Duration.ofDays(2)));

        assertThat(read("example.org").problems().get(0).toString()).contains("clock");
    }

    @Test
    void aKeyThatOthersCanReadIsAWarning() throws IOException {
        add("example.org", NOW);
        Files.setPosixFilePermissions(file("example.org", "privkey.pem"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(read("example.org").problems().get(0).toString()).contains("warning", "chmod 600");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        add("example.org", NOW);
        Files.delete(file("example.org", "privkey.pem"));

        assertThat(read("example.org").problems().get(0).toString()).contains("privkey.pem: no such file");
    }

    @Test
    void whatIsNoCertificateIsNamed() throws IOException {
        add("example.org", NOW);
        Files.writeString(file("example.org", "fullchain.pem"), "hello");

        assertThat(read("example.org").problems().get(0).toString()).contains("fullchain.pem holds no certificate");
    }

    @Test
    void aTruncatedCertificateIsNamed() throws IOException {
        add("example.org", NOW);
        String text = Files.readString(file("example.org", "fullchain.pem"));
        Files.writeString(file("example.org", "fullchain.pem"), text.replaceFirst("\n.{64}\n", "\n"));

        assertThat(read("example.org").problems().get(0).toString()).contains("cannot be read");
    }

    @Test
    void aKeyWithPassphraseIsExplained() throws IOException {
        add("example.org", NOW);
        Files.writeString(
                file("example.org", "privkey.pem"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC\n-----END ENCRYPTED PRIVATE KEY-----\n");

        assertThat(read("example.org").problems().get(0).toString()).contains("passphrase");
    }

    @Test
    void keysInTheOlderFormOfOpenSslAreRead() throws IOException {
        KeyAndChain made = add("example.org", NOW);
        BigInteger secret = ((java.security.interfaces.ECPrivateKey) made.key()).getS();
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            ECPrivateKey older = new ECPrivateKey(256, secret, SECObjectIdentifiers.secp256r1);
            writer.writeObject(new PemObject("EC PRIVATE KEY", older.getEncoded()));
        }
        Files.writeString(file("example.org", "privkey.pem"), text.toString());

        assertThat(read("example.org").problems()).isEmpty();
    }

    @Test
    void aDirectoryThatDoesNotExistHasNoCertificates() {
        var found = new CertificateDirectory(directory.resolve("nowhere")).read(List.of("example.org"), NOW);

        assertThat(found.hasErrors()).isTrue();
    }

    @Test
    void internationalHostsAreMatchedInTheirAsciiForm() {
        add("bücher.example", NOW);

        assertThat(read("bücher.example").problems()).isEmpty();
        assertThat(new GeneralName(GeneralName.dNSName, "xn--bcher-kva.example")
                        .getName()
                        .toString())
                .isEqualTo(requireNonNull(read("bücher.example").byHost().get("bücher.example"))
                        .names()
                        .get(0));
    }
}
