package im.regent.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.core.stream.ClientCertificate;
import im.regent.core.stream.Listener;
import im.regent.core.stream.ListenerSpec;
import im.regent.core.stream.PortUnavailableException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients' certificates over real sockets, for each engine. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
        value = TlsEngine.class,
        names = {"JDK", "OPENSSL"})
class ClientCheckTest {
    private static final HostCertificate HOST = TestCertificates.ec("capulet.example");
    private static final HostCertificate CLIENT = TestCertificates.ec("client");

    /** Answers what the test puts in. */
    private static final class Asked implements ClientTrust {
        final BlockingQueue<List<X509Certificate>> shown = new LinkedBlockingQueue<>();
        final BlockingQueue<Optional<ClientCertificate>> answers = new SynchronousQueue<>();

        @Override
        public List<X509Certificate> authorities() {
            return CLIENT.chain();
        }

        @Override
        public Optional<ClientCertificate> validate(List<X509Certificate> chain) {
            shown.add(chain);
            try {
                return answers.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Trusted(List<String> xmppAddresses, Instant validUntil, boolean isTrusted)
            implements ClientCertificate {}

    private final Asked asked = new Asked();
    private final BlockingQueue<RecordingHandler> handlers = new LinkedBlockingQueue<>();
    private final Network network;

    ClientCheckTest(TlsEngine engine) {
        HostCertificate asking = new HostCertificate(HOST.key(), HOST.chain(), asked);
        network =
                new Network(Network.Settings.of(1, host -> Optional.of(asking)).with(engine));
    }

    @AfterEach
    void stop() {
        network.close();
    }

    private Listener listen() throws PortUnavailableException {
        return network.bind(new ListenerSpec("test", "127.0.0.1", 0, true, 1 << 20, transport -> {
            RecordingHandler handler = new RecordingHandler(transport);
            handlers.add(handler);
            return handler;
        }));
    }

    private static KeyManager[] identity() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", CLIENT.key(), new char[0], CLIENT.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    @Test
    void nothingGetsPastBeforeTheCertificateIsValidated() throws Exception {
        Listener listener = listen();
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example", identity())) {
                socket.setEnabledProtocols(new String[] {version});
                TlsClient.write(socket, Wire.OPEN + "<a/>");
                assertThat(asked.shown.poll(20, TimeUnit.SECONDS)).isEqualTo(CLIENT.chain());
                RecordingHandler handler = handlers.take();
                assertThat(handler.told).isEmpty();

                Trusted trusted = new Trusted(List.of("juliet@capulet.example"), Instant.MAX, true);
                asked.answers.put(Optional.of(trusted));
                TlsClient.write(socket, "</stream:stream>");
                TlsClient.readUntil(socket, "</stream:stream>");

                assertThat(handler.gone.get(10, TimeUnit.SECONDS)).isEmpty();
                assertThat(handler.told).startsWith("opened example.org", "a", "closed");
                assertThat(handler.transport.tls().orElseThrow().clientCertificate())
                        .contains(trusted);
            }
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsNoReasonToRefuse() throws Exception {
        Listener listener = listen();
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example", identity())) {
            TlsClient.write(socket, Wire.OPEN);
            asked.answers.put(Optional.empty());
            TlsClient.readUntil(socket, "xml:lang='en'>");
            assertThat(handlers.take().transport.tls().orElseThrow().clientCertificate())
                    .isEmpty();
        }
    }

    @Test
    void aClientWithoutCertificateDoesNotWait() throws Exception {
        Listener listener = listen();
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example")) {
            TlsClient.write(socket, Wire.OPEN);
            TlsClient.readUntil(socket, "xml:lang='en'>");
            assertThat(asked.shown).isEmpty();
            assertThat(handlers.take().transport.tls().orElseThrow().clientCertificate())
                    .isEmpty();
        }
    }

    @Test
    void aClientThatLeavesMeanwhileIsForgotten() throws Exception {
        Listener listener = listen();
        try (SSLSocket socket = TlsClient.secure(TlsClient.connect(listener), "capulet.example", identity())) {
            TlsClient.write(socket, Wire.OPEN);
            asked.shown.take();
        }
        asked.answers.put(Optional.empty());
        assertThat(handlers.take().gone.get(10, TimeUnit.SECONDS)).isEmpty();
    }
}
