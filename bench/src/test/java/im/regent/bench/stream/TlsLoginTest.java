package im.regent.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import im.regent.bench.stream.ScriptedServer.Line;
import im.regent.bench.stream.Target.Encryption;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsLoginTest {
    private static final int MANY_BYTES = 300_000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private SSLContext context = emptyContext();

    private static SSLContext emptyContext() {
        try {
            return SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    void makeCertificate(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "secret",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost"))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "secret".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
    }

    @AfterAll
    void stopTimer() {
        timer.shutdownNow();
    }

    private Line encrypted(Line line) throws IOException {
        Socket plain = line.socket();
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        socket.setUseClientMode(false);
        return new Line(socket);
    }

    private Connected dial(ScriptedServer server, Encryption encryption) throws IOException {
        Target target = new Target(server.address(), "localhost", encryption, "");
        return new Dialler(target, timer).dial(new Account("romeo", "secret"), "orchard", Stage.OPEN);
    }

    /** Echoes {@link #MANY_BYTES} bytes, so that records are split and joined in both directions. */
    private static void echo(Line line) throws IOException {
        byte[] heard = line.socket().getInputStream().readNBytes(MANY_BYTES);
        line.socket().getOutputStream().write(heard);
        line.socket().getOutputStream().flush();
    }

    private static void expectEcho(Wire wire) throws IOException {
        String text = "0123456789".repeat(MANY_BYTES / 10);
        assertThat(wire.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))))
                .isTrue();
        ByteBuffer heard = ByteBuffer.allocate(MANY_BYTES);
        while (heard.hasRemaining()) {
            assertThat(wire.read(heard)).isPositive();
        }
        assertThat(new String(heard.array(), StandardCharsets.US_ASCII)).isEqualTo(text);
    }

    @Test
    void directTls() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            Line secret = encrypted(line);
            secret.open("<mechanisms/>");
            echo(secret);
        })) {
            Connected connected = dial(server, Encryption.DIRECT);
            expectEcho(connected.wire());
            server.finish();
            connected.wire().close();
        }
    }

    @Test
    void startTls() throws IOException {
        try (ScriptedServer server = new ScriptedServer(line -> {
            line.open("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
            line.hear("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
            line.say("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
            Line secret = encrypted(line);
            secret.open("<mechanisms/>");
            echo(secret);
        })) {
            Connected connected = dial(server, Encryption.STARTTLS);
            expectEcho(connected.wire());
            server.finish();
            connected.wire().close();
        }
    }
}
