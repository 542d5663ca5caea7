package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.PortUnavailableException;
import im.regent.core.stream.StreamException;
import im.regent.core.stream.StreamTransport;
import im.regent.core.stream.TlsFacts;
import im.regent.core.xml.Element;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 6120 §5 and XEP-0368 with the JDK's client over real sockets, for each engine. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = TlsEngine.class,
        names = {"JDK", "OPENSSL"})
class TlsTest {
    private final Map<String, HostCertificate> certificates = new ConcurrentHashMap<>();
    private final BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();
    private final TlsEngine engine;
    private final Network network;

    TlsTest(TlsEngine engine) {
        this.engine = engine;
        this.network = new Network(Network.Settings.of(1, new HostCertificates() {
                    @Override
                    public Optional<HostCertificate> forHost(String host) {
                        return Optional.ofNullable(certificates.get(host));
                    }

                    @Override
                    public Optional<HostCertificate> fallback() {
                        return forHost("fallback.example");
                    }
                })
                .with(engine));
        certificates.put("capulet.example", TestCertificates.ec("capulet.example"));
        certificates.put("montague.example", TestCertificates.ec("montague.example"));
        certificates.put("fallback.example", TestCertificates.ec("fallback.example"));
    }

    @AfterEach
    void stop() {
        network.close();
    }

    /** Starts TLS for montague.example when asked. */
    private static final class Starting extends RecordingHandler {
        Starting(StreamTransport transport) {
            super(transport);
        }

        @Override
        public CompletionStage<Void> received(Element element) throws StreamException {
            if (element.localName().equals("starttls")) {
                transport.send(Element.of("urn:ietf:params:xml:ns:xmpp-tls", "proceed"));
                transport.startTls("montague.example");
            }
            return super.received(element);
        }
    }

    private Listener listen(boolean isDirect) throws PortUnavailableException {
        return network.bind(new ListenerSpec("test", "127.0.0.1", 0, isDirect, 1 << 20, transport -> {
            RecordingHandler handler = new Starting(transport);
            handlers.add(handler);
            return handler;
        }));
    }

    private static Socket upToProceed(Listener listener) throws IOException {
        Socket socket = TlsClient.connect(listener);
        TlsClient.write(socket, Wire.OPEN);
        TlsClient.readUntil(socket, "xml:lang='en'>");
        TlsClient.write(socket, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        assertThat(TlsClient.readUntil(socket, ">")).isEqualTo("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
        return socket;
    }

    @Test
    void directTlsShowsTheCertificateOfTheServerName() throws Exception {
        Listener listener = listen(true);
        Map<String, String> shown = Map.of(
                "capulet.example", "capulet.example",
                "montague.example", "montague.example",
                "MONTAGUE.example", "montague.example",
                "unknown.example", "fallback.example",
                "", "fallback.example");
        for (var entry : shown.entrySet()) {
            try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), entry.getKey())) {
                socket.startHandshake();
                assertThat(TlsClient.peer(socket)).as(entry.getKey()).isEqualTo(entry.getValue());
            }
        }
    }

    @Test
    void startTlsShowsTheCertificateOfTheServerNameOrOfTheStream() throws Exception {
        Listener listener = listen(false);
        Map<String, String> shown = Map.of(
                "capulet.example", "capulet.example", "unknown.example", "montague.example", "", "montague.example");
        for (var entry : shown.entrySet()) {
            try (SSLSocket socket = TlsClient.secure(upToProceed(listener), entry.getKey())) {
                TlsClient.write(socket, Wire.OPEN + "<a/></stream:stream>");
                assertThat(TlsClient.peer(socket)).as(entry.getKey()).isEqualTo(entry.getValue());
                assertThat(TlsClient.readUntil(socket, "</stream:stream>")).isEqualTo(Wire.OPENED + "</stream:stream>");
                // A close_notify came: otherwise this would throw.
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
            RecordingHandler handler = handlers.take();
            handler.gone.get(10, TimeUnit.SECONDS);
            assertThat(handler.told)
                    .containsExactly(
                            "opened example.org", "starttls", "opened example.org", "a", "closed", "disconnected ");
        }
    }

    @Test
    void bytesThatFollowStarttlsInClearAreAnAttack() throws Exception {
        Listener listener = listen(false);
        try (Socket socket = TlsClient.connect(listener)) {
            TlsClient.write(socket, Wire.OPEN + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><a/>");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("</stream:stream>");
        }
        RecordingHandler handler = handlers.take();
        assertThat(handler.gone.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(handler.told).containsExactly("opened example.org", "starttls", "disconnected ");
    }

    @Test
    void clearTextAfterProceedClosesTheConnectionWithoutAWord() throws Exception {
        Listener listener = listen(false);
        try (Socket socket = upToProceed(listener)) {
            TlsClient.write(socket, "<iq type='get' id='1'/>");
            byte[] rest = socket.getInputStream().readAllBytes();
            assertThat(new String(rest, StandardCharsets.ISO_8859_1)).doesNotContain("stream");
        }
        assertThat(handlers.take().gone.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void factsTellTheSession() throws Exception {
        Listener listener = listen(true);
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
                socket.setEnabledProtocols(new String[] {version});
                TlsClient.write(socket, Wire.OPEN);
                TlsClient.readUntil(socket, "xml:lang='en'>");
                TlsFacts facts = handlers.take().transport.tls().orElseThrow();
                assertThat(facts.protocol()).isEqualTo(version);
                assertThat(facts.cipher()).isEqualTo(socket.getSession().getCipherSuite());
                assertThat(facts.requestedHost()).contains("capulet.example");
                byte[] certificate =
                        socket.getSession().getPeerCertificates()[0].getEncoded();
                assertThat(facts.channelBinding("tls-server-end-point").orElseThrow())
                        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(certificate));
                assertThat(facts.channelBinding("tls-unique")).isEmpty();
                boolean canExport = engine == TlsEngine.JDK && Runtime.version().feature() >= 25;
                assertThat(facts.channelBinding("tls-exporter").isPresent())
                        .isEqualTo(canExport && version.equals("TLSv1.3"));
                if (canExport) {
                    // Both ends of the connection export the same.
                    assertThat(facts.channelBinding("tls-exporter").map(HexFormat.of()::formatHex))
                            .isEqualTo(ChannelBindings.exporter(socket.getSession())
                                    .map(HexFormat.of()::formatHex));
                }
            }
        }
    }

    @Test
    void suitesWithoutAuthenticatedEncryptionAreRefused() throws Exception {
        Listener listener = listen(true);
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
            socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
        assertThat(handlers.take().gone.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void alpnMustNameXmppIfItIsUsed() throws Exception {
        Listener listener = listen(true);
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "xmpp-client"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEqualTo("xmpp-client");
        }
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
            socket.startHandshake();
            assertThat(socket.getApplicationProtocol()).isEmpty();
        }
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            socket.setSSLParameters(parameters);
            assertThatThrownBy(socket::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @Test
    void renegotiationEndsTheConnection() throws Exception {
        Listener listener = listen(true);
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            TlsClient.write(socket, Wire.OPEN);
            TlsClient.readUntil(socket, "xml:lang='en'>");
            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        TlsClient.write(socket, "<a/>");
                        TlsClient.readUntil(socket, "never");
                    })
                    .isInstanceOf(IOException.class);
        }
        RecordingHandler handler = handlers.take();
        assertThat(handler.gone.get(10, TimeUnit.SECONDS)).isEmpty();
        assertThat(handler.told).doesNotContain("a");
    }

    @Test
    void replacedCertificateIsShownFromTheNextHandshakeOn() throws Exception {
        Listener listener = listen(true);
        HostCertificate fresh = TestCertificates.ec("capulet.example");
        for (HostCertificate expected : List.of(certificates.get("capulet.example"), fresh)) {
            certificates.put("capulet.example", expected);
            try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
                socket.startHandshake();
                assertThat(socket.getSession().getPeerCertificates()[0])
                        .isEqualTo(expected.chain().get(0));
            }
        }
    }

    @Test
    void hostWithoutACertificateIsRefused() throws Exception {
        certificates.clear();
        Listener listener = listen(true);
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
        }
        assertThat(handlers.take().gone.get(10, TimeUnit.SECONDS)).isEmpty();
    }
}
