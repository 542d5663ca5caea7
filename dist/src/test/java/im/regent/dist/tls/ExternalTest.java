package im.regent.dist.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.net.TlsEngine;
import im.regent.dist.tls.Issuer.Profile;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in with a certificate, over real sockets: RFC 6120 §13.7.2.2, XEP-0178 §2. */
@Timeout(60)
@Spec(rfc = 6120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalTest {
    private static final String JULIET = "juliet@example.org";
    private static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    private final TlsWorlds worlds = new TlsWorlds();
    private final Issuer authority;
    private final Issuer below;
    private final Issuer gone;
    private final Issuer stranger;
    private final KeyAndChain revoked;

    private Path directory;

    ExternalTest() throws Exception {
        authority = Issuer.root("authority");
        below = authority.below("department");
        gone = Issuer.expired("former authority");
        stranger = Issuer.root("stranger");
        revoked = authority.issue(Profile.of(JULIET));
    }

    @BeforeAll
    void write(@TempDir Path made) throws Exception {
        directory = made;
        Files.writeString(file("authorities.pem"), Pem.text(List.of(authority.certificate(), gone.certificate())));
        authority.writeList(file("revoked.pem"), Duration.ofDays(1), revoked.leaf());
        below.writeList(file("below.pem"), Duration.ofDays(1));
        gone.writeList(file("gone.pem"), Duration.ofDays(1));
    }

    @AfterAll
    void stop() {
        worlds.close();
    }

    private Path file(String name) {
        return directory.resolve(name);
    }

    private TlsWorld world(TlsEngine engine) throws IOException {
        return worlds.of(engine, directory, """
                tls.client-certificates {
                  authorities = ["%s"]
                  revocation-lists = ["%s", "%s", "%s"]
                }
                """.formatted(
                        file("authorities.pem"), file("revoked.pem"), file("below.pem"), file("gone.pem")));
    }

    private static String auth(String mechanism, String message) {
        String data = message.isEmpty() ? "=" : Base64.getEncoder().encodeToString(message.getBytes(UTF_8));
        return "<auth xmlns='" + SASL + "' mechanism='" + mechanism + "'>" + data + "</auth>";
    }

    private static String bind(TlsPeer peer) throws IOException {
        peer.open("to='example.org'");
        return peer.asks(
                "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>x</resource></bind></iq>",
                "</iq>");
    }

    /** Not offered, and no obstacle to another login. */
    private void assertCountsForNothing(TlsEngine engine, KeyAndChain shown) throws Exception {
        Identity identity = new Identity(shown);
        try (TlsPeer peer = world(engine).direct().handshake(identity.context(), "example.org")) {
            assertThat(peer.open("to='example.org'"))
                    .contains("<mechanism>PLAIN</mechanism>")
                    .doesNotContain("EXTERNAL");
            assertThat(peer.asks(auth("EXTERNAL", JULIET), "</failure>")).contains("<invalid-mechanism/>");
            assertThat(peer.asks(auth("PLAIN", "\0juliet\0" + TlsWorld.PASSWORD), "/>"))
                    .contains("<success");
        }
        assertThat(identity.asked).hasValueGreaterThan(0);
    }

    @OnBothEngines
    @Section(
            value = "13.7.2.2.1",
            rules = {"R71", "R77", "R78", "R141"})
    void aValidCertificateIsALogin(TlsEngine engine) throws Exception {
        SSLContext context = new Identity(authority.issue(Profile.of(JULIET))).context();
        for (String version : VERSIONS) {
            try (TlsPeer peer = world(engine).direct().handshake(context, "example.org", version)) {
                assertThat(peer.open("to='example.org'"))
                        .contains("<mechanisms xmlns='" + SASL + "'><mechanism>EXTERNAL</mechanism><mechanism>");
                assertThat(peer.asks(auth("EXTERNAL", ""), "/>")).isEqualTo("<success xmlns='" + SASL + "'/>");
                assertThat(bind(peer)).contains("<jid>juliet@example.org/x</jid>");
            }
        }
    }

    @OnBothEngines
    @Section(
            value = "5.3.4",
            rules = {"R77", "R78", "R141"})
    void itIsALoginAfterStartTlsToo(TlsEngine engine) throws Exception {
        SSLContext context = new Identity(below.issue(Profile.of(JULIET))).context();
        try (TlsPeer peer = world(engine).clear().proceed("example.org").handshake(context, "")) {
            assertThat(peer.open("from='juliet@example.org' to='example.org'")).contains("EXTERNAL");
            assertThat(peer.asks(auth("EXTERNAL", ""), "/>")).contains("<success");
        }
    }

    @OnBothEngines
    @Section(value = "6.3.4", rules = "R77")
    void aResumedSessionCountsLikeAFullHandshake(TlsEngine engine) throws Exception {
        SSLContext context = new Identity(authority.issue(Profile.of(JULIET))).context();
        for (int i = 0; i < 3; i++) {
            try (TlsPeer peer = world(engine).direct().handshake(context, "example.org", "TLSv1.3")) {
                assertThat(peer.open("to='example.org'")).contains("EXTERNAL");
            }
        }
    }

    @OnBothEngines
    @Section(
            value = "13.7.2.2.1",
            rules = {"R78", "R141"})
    void ofSeveralAddressesTheAuthorizationIdentityOrTheStreamChooses(TlsEngine engine) throws Exception {
        SSLContext context =
                new Identity(authority.issue(Profile.of("romeo@example.org", JULIET, "juliet@example.com"))).context();
        try (TlsPeer peer = world(engine).direct().handshake(context, "example.org")) {
            peer.open("to='example.org'");
            assertThat(peer.asks(auth("EXTERNAL", ""), "</failure>")).contains("<invalid-authzid/>");
            assertThat(peer.asks(auth("EXTERNAL", "juliet@example.com"), "</failure>"))
                    .contains("<invalid-authzid/>");
            assertThat(peer.asks(auth("EXTERNAL", "romeo@example.org"), "</failure>"))
                    .contains("<not-authorized/>");
            assertThat(peer.asks(auth("EXTERNAL", JULIET), "/>")).contains("<success");
        }
        try (TlsPeer peer = world(engine).direct().handshake(context, "example.org")) {
            peer.open("from='juliet@example.org' to='example.org'");
            assertThat(peer.asks(auth("EXTERNAL", ""), "/>")).contains("<success");
            assertThat(bind(peer)).contains("<jid>juliet@example.org/x</jid>");
        }
    }

    @OnBothEngines
    @Section(
            value = "13.7.2.2.1",
            rules = {"R77", "R141"})
    void withoutAnAddressOfThisHostItCountsForNothing(TlsEngine engine) throws Exception {
        assertCountsForNothing(engine, authority.issue(Profile.of()));
        assertCountsForNothing(engine, authority.issue(Profile.of("juliet@example.com")));
        assertCountsForNothing(engine, authority.issue(Profile.of().raw(new DERIA5String(JULIET))));
    }

    @OnBothEngines
    @Section(
            value = "13.7.2.2.2",
            rules = {"R77", "R141"})
    void fromAnUnknownAuthorityItCountsForNothing(TlsEngine engine) throws Exception {
        assertCountsForNothing(engine, stranger.issue(Profile.of(JULIET)));
        assertCountsForNothing(engine, stranger.below("authority").issue(Profile.of(JULIET)));
    }

    @OnBothEngines
    @Section(
            value = "13.7.2.2.3",
            rules = {"R77", "R141"})
    void aSelfSignedOneCountsForNothing(TlsEngine engine) throws Exception {
        assertCountsForNothing(engine, Issuer.selfSigned(Profile.of(JULIET)));
    }

    @OnBothEngines
    @Section(
            value = "13.7.2",
            rules = {"R77", "R141"})
    void outsideItsDatesItCountsForNothing(TlsEngine engine) throws Exception {
        Profile profile = Profile.of(JULIET);
        assertCountsForNothing(engine, authority.issue(profile.between(Duration.ofDays(-2), Duration.ofHours(-1))));
        assertCountsForNothing(engine, authority.issue(profile.between(Duration.ofHours(1), Duration.ofDays(1))));
        assertCountsForNothing(engine, gone.issue(profile));
    }

    @OnBothEngines
    @Section(
            value = "13.7.2",
            rules = {"R77", "R141"})
    void aRevokedOneCountsForNothing(TlsEngine engine) throws Exception {
        assertCountsForNothing(engine, revoked);
    }

    @OnBothEngines
    @Section(value = "13.7.1.1", rules = "R141")
    void oneThatIsForSomethingElseCountsForNothing(TlsEngine engine) throws Exception {
        assertCountsForNothing(engine, authority.issue(Profile.of(JULIET).authority()));
        assertCountsForNothing(engine, authority.issue(Profile.of(JULIET).purpose(KeyPurposeId.id_kp_serverAuth)));
    }

    @OnBothEngines
    @Section(value = "6.3.4", rules = "R77")
    void withoutACertificateExternalIsNotOffered(TlsEngine engine) throws Exception {
        Identity identity = Identity.none();
        try (TlsPeer peer = world(engine).direct().handshake(identity.context(), "example.org")) {
            assertThat(peer.open("to='example.org'"))
                    .contains("<mechanism>PLAIN</mechanism>")
                    .doesNotContain("EXTERNAL");
        }
        assertThat(identity.asked).hasValueGreaterThan(0);
    }
}
