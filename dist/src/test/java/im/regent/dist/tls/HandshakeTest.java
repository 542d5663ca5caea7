package im.regent.dist.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.net.TlsEngine;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS on the wire, as the real server does it. */
@Timeout(60)
@Spec(rfc = 6120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandshakeTest {
    private static final String STRANGER = "<iq type='get' id='stranger'><ping xmlns='urn:xmpp:ping'/></iq>";

    private final TlsWorlds worlds = new TlsWorlds();

    private Path directory;

    @BeforeAll
    void begin(@TempDir Path made) {
        directory = made;
    }

    @AfterAll
    void stop() {
        worlds.close();
    }

    private TlsWorld world(TlsEngine engine) throws IOException {
        return worlds.of(engine, directory, "c2s.header-timeout = 2s");
    }

    private static SSLContext anybody() throws Exception {
        return Identity.none().context();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    private static String subject(TlsPeer peer) throws IOException {
        return peer.shown().getSubjectX500Principal().getName();
    }

    @OnBothEngines
    @Section(value = "5.4.2.3", rules = "R66")
    void tlsBeginsRightAfterProceed(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).clear()) {
            // proceed() has read exactly that element: one byte more, and this handshake would fail.
            peer.proceed("example.org").handshake(anybody(), "example.org");
            assertThat(peer.open("to='example.org'")).contains("<mechanisms").doesNotContain("starttls");
        }
    }

    @OnBothEngines
    @Section(value = "5.4.2.1", rules = "R66")
    void whatFollowsTheCommandInClearIsNeverRead(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).clear()) {
            peer.open("to='example.org'");
            int mark = peer.mark();
            peer.send(TlsPeer.START_TLS + TlsPeer.header("to='example.org'") + STRANGER);
            String rest = text(peer.wireUntilClosed(mark));
            assertThat(rest.replace(TlsPeer.PROCEED, "")).isEmpty();
        }
    }

    @OnBothEngines
    @Section(value = "5.4.2.1", rules = "R66")
    void whatFollowsProceedInClearIsNeverRead(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).clear().proceed("example.org")) {
            int mark = peer.mark();
            peer.send(TlsPeer.header("to='example.org'") + STRANGER);
            assertThat(text(peer.wireUntilClosed(mark))).doesNotContain("<");
        }
    }

    @OnBothEngines
    @Section(value = "5.4.3.2", rules = "R68")
    void aHandshakeThatFailsEndsTheConnectionWithoutATag(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).clear().proceed("example.org")) {
            int mark = peer.mark();
            peer.send(new RawHello(0x0303, RawHello.RSA_AES_128_GCM, 0).record());
            byte[] rest = peer.wireUntilClosed(mark);
            assertThat(TlsPeer.records(rest)).isSubsetOf(TlsPeer.ALERT);
        }
    }

    @OnBothEngines
    @Section(value = "5.4.3.1", rules = "R68")
    void whoNeverBeginsTheHandshakeIsSentNoXmlEither(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).direct()) {
            assertThat(peer.wireUntilClosed(0)).isEmpty(); // after c2s.header-timeout
        }
    }

    @OnBothEngines
    @Section(value = "5.4.3.1", rules = "R70")
    void theCertificateIsChosenBySniAndOtherwiseByTheStream(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).clear().proceed("example.com")) {
            assertThat(subject(peer.handshake(anybody(), ""))).isEqualTo("CN=example.com");
        }
        try (TlsPeer peer = world(engine).clear().proceed("example.com")) {
            assertThat(subject(peer.handshake(anybody(), "example.org"))).isEqualTo("CN=example.org");
        }
        for (String host : List.of("example.org", "example.com")) {
            try (TlsPeer peer = world(engine).direct()) {
                assertThat(subject(peer.handshake(anybody(), host))).isEqualTo("CN=" + host);
            }
        }
    }

    @OnBothEngines
    @Section(value = "5.4.3.1", rules = "R71")
    void clientsAreNotAskedForCertificatesUnlessThatIsConfigured(TlsEngine engine) throws Exception {
        Identity identity = Identity.none();
        try (TlsPeer peer = world(engine).direct()) {
            peer.handshake(identity.context(), "example.org").open("to='example.org'");
        }
        assertThat(identity.asked).hasValue(0);
    }

    @OnBothEngines
    @Section(value = "5.3.5", rules = "R72")
    void renegotiationEndsTheConnectionWithoutAStreamError(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).direct()) {
            peer.handshake(anybody(), "example.org", "TLSv1.2").open("to='example.org'");
            int mark = peer.mark();
            peer.waits(Duration.ofSeconds(10)); // half of c2s.login-timeout, which would close it as well
            assertThatThrownBy(() -> {
                        peer.tls().startHandshake();
                        peer.until("never");
                    })
                    .isInstanceOf(IOException.class);
            byte[] rest = peer.wireUntilClosed(mark);
            // A stream error, or anything else of the stream, would be application data.
            assertThat(TlsPeer.records(rest)).doesNotContain(TlsPeer.APPLICATION_DATA);
        }
    }

    @OnBothEngines
    @Section(value = "13.8", rules = "R73")
    void onlyTheTwoNewVersionsAreSpoken(TlsEngine engine) throws Exception {
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (TlsPeer peer = world(engine).direct().handshake(anybody(), "example.org", version)) {
                assertThat(peer.tls().getSession().getProtocol()).isEqualTo(version);
            }
        }
        for (int older : List.of(0x0300, 0x0301, 0x0302)) {
            assertThat(answer(engine, new RawHello(older, RawHello.ECDHE_ECDSA_AES_128_CBC, 0)))
                    .as("version %x", older)
                    .isIn(TlsPeer.ALERT, TlsPeer.END);
        }
    }

    @OnBothEngines
    @Section(value = "13.8", rules = "R73")
    void onlySuitesWithForwardSecrecyAndAuthenticatedEncryptionAreSpoken(TlsEngine engine) throws Exception {
        int good = RawHello.ECDHE_ECDSA_AES_128_GCM;
        assertThat(answer(engine, new RawHello(0x0303, good, 0))).isEqualTo(RawHello.HANDSHAKE);
        for (int bad : List.of(RawHello.RSA_AES_128_GCM, RawHello.ECDHE_ECDSA_AES_128_CBC)) {
            assertThat(answer(engine, new RawHello(0x0303, bad, 0)))
                    .as("suite %x", bad)
                    .isIn(TlsPeer.ALERT, TlsPeer.END);
        }
    }

    @OnBothEngines
    @Section(value = "13.8", rules = "R73")
    void nothingIsCompressed(TlsEngine engine) throws Exception {
        try (TlsPeer peer = world(engine).direct()) {
            peer.send(new RawHello(0x0303, RawHello.ECDHE_ECDSA_AES_128_GCM, 1, 0).record());
            byte[] record = peer.record();
            assertThat((int) record[0]).isEqualTo(RawHello.HANDSHAKE);
            assertThat(RawHello.compressionOf(record)).isZero();
        }
    }

    private int answer(TlsEngine engine, RawHello hello) throws IOException {
        try (TlsPeer peer = world(engine).direct()) {
            peer.send(hello.record());
            byte[] record = peer.record();
            return record.length == 0 ? TlsPeer.END : record[0];
        }
    }

    @OnBothEngines
    @Section("13.8")
    void directTlsIsForXmpp(TlsEngine engine) throws Exception {
        assertThat(agreed(engine, "h2", "xmpp-client")).isEqualTo("xmpp-client");
        assertThat(agreed(engine)).isEmpty();
        assertThatThrownBy(() -> agreed(engine, "h2", "http/1.1"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("no_application_protocol");
    }

    private String agreed(TlsEngine engine, String... protocols) throws Exception {
        try (TlsPeer peer = world(engine).direct()) {
            peer.offers(protocols).handshake(anybody(), "example.org");
            assertThat(peer.open("to='example.org'")).contains("<mechanisms");
            return peer.tls().getApplicationProtocol();
        }
    }
}
