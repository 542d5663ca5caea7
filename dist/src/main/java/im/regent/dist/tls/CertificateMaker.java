package im.regent.dist.tls;

import im.regent.dist.io.Failure;
import im.regent.dist.io.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;

/** Makes and renews the certificates that nobody else has to sign. */
public final class CertificateMaker {
    private static final String AUTHORITY = "ca.pem";
    private static final String AUTHORITY_KEY = "ca-key.pem";
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Duration AUTHORITY_NEEDED = Authority.LEAF_LIFETIME.plusDays(3);
    private static final String LOCALHOST = "localhost";

    private final SecureRandom random;
    private final InstantSource clock;

    /** With a source of keys, and the clock that decides what is renewed. */
    public CertificateMaker(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /**
     * The demo's authority ({@code ca.pem}, {@code ca-key.pem}), which is kept as long as it lasts, and below {@code certs} the
     * certificate for localhost, which is renewed a month before it ends, and when it is damaged.
     */
    public void demo(Path data) {
        Path place = data.resolve("certs").resolve(LOCALHOST);
        Optional<KeyAndChain> known = read(data.resolve(AUTHORITY), data.resolve(AUTHORITY_KEY))
                .filter(authority -> lasts(authority, AUTHORITY_NEEDED));
        boolean isFresh = known.isPresent()
                && read(place.resolve("fullchain.pem"), place.resolve("privkey.pem"))
                        .filter(leaf -> lasts(leaf, RENEW_BEFORE) && isSignedBy(leaf, known.get()))
                        .isPresent();
        if (isFresh) {
            return;
        }
        KeyAndChain authority = known.orElseGet(() -> newAuthority(data));
        write(place, maker().issue(authority, LOCALHOST, loopbackNames()));
    }

    /** A self-signed certificate for a real host, to begin with. */
    public KeyAndChain selfSigned(Path directory, String host) {
        KeyAndChain made = maker().selfSigned(CertificateDirectory.ascii(host));
        write(directory.resolve(host), made);
        return made;
    }

    /** The files of the demo, for starting afresh. */
    public static List<Path> demoFiles(Path data) {
        Path place = data.resolve("certs").resolve(LOCALHOST);
        return List.of(
                data.resolve(AUTHORITY),
                data.resolve(AUTHORITY_KEY),
                place.resolve("fullchain.pem"),
                place.resolve("privkey.pem"),
                place,
                data.resolve("certs"));
    }

    private Authority maker() {
        return new Authority(random, clock.instant());
    }

    private KeyAndChain newAuthority(Path data) {
        KeyAndChain made = maker().forLoopback();
        PrivateFiles.writeSecret(data.resolve(AUTHORITY_KEY), Pem.text(made.key()));
        PrivateFiles.writePublic(data.resolve(AUTHORITY), Pem.text(made.chain()));
        return made;
    }

    private static List<GeneralName> loopbackNames() {
        return List.of(
                new GeneralName(GeneralName.dNSName, LOCALHOST),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1"));
    }

    /** The key first: a certificate without its key is noticed, and made again. */
    private static void write(Path place, KeyAndChain made) {
        PrivateFiles.makeDirectory(place);
        PrivateFiles.writeSecret(place.resolve("privkey.pem"), Pem.text(made.key()));
        PrivateFiles.writePublic(place.resolve("fullchain.pem"), Pem.text(made.chain()));
    }

    private static Optional<KeyAndChain> read(Path chain, Path key) {
        if (!Files.exists(chain) || !Files.exists(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyAndChain(Pem.certificates(chain), Pem.privateKey(key)))
                    .filter(found -> KeyMatch.matches(found.key(), found.leaf().getPublicKey()));
        } catch (Failure e) {
            return Optional.empty(); // damaged: a new one is made
        }
    }

    private boolean lasts(KeyAndChain certificate, Duration atLeast) {
        Instant now = clock.instant();
        return certificate.expires().isAfter(now.plus(atLeast))
                && !certificate.leaf().getNotBefore().toInstant().isAfter(now);
    }

    private static boolean isSignedBy(KeyAndChain leaf, KeyAndChain authority) {
        try {
            PublicKey signer = authority.leaf().getPublicKey();
            leaf.leaf().verify(signer);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
