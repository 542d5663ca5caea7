package im.regent.dist.interop;

import im.regent.dist.io.CredentialsFile;
import im.regent.dist.server.Demo;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.RunningServer;
import im.regent.dist.server.StatusReport;
import im.regent.dist.server.Wishes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The demo, started as {@code regent run} does, on free ports and in a directory of its own. */
public final class DemoServer implements AutoCloseable {
    private static final List<String> FREE_PORTS =
            List.of("listen.c2s.port=0", "listen.c2s-tls.port=0", "listen.component.port=0");

    private final Path data;
    private final Supplier<StatusReport> status;
    private final Runnable closing;

    /** Starts it, or starts it again if it was there before. */
    public DemoServer(Path directory) {
        this(directory, List.of());
    }

    /** With settings of its own, as on the command line: {@code features.push.max-nodes=1}. */
    public DemoServer(Path directory, List<String> settings) {
        List<String> wishes =
                Stream.concat(FREE_PORTS.stream(), settings.stream()).toList();
        data = directory.resolve("demo");
        Installation installation = Installation.find(new Home(directory), new Wishes(null, data, 0, wishes));
        RunningServer server = RunningServer.start(installation, false, new SecureRandom(), InstantSource.system());
        status = server::status;
        closing = server::close;
    }

    /** One that runs already, in another process. */
    DemoServer(Path data, Supplier<StatusReport> status, Runnable closing) {
        this.data = data;
        this.status = status;
        this.closing = closing;
    }

    /** Where it listens for this: {@code c2s}, {@code c2s-tls} or {@code component}. */
    public InetSocketAddress address(String listener) {
        return status.get().listeners().stream()
                .filter(socket -> socket.name().equals(listener))
                .map(socket -> new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.port()))
                .findFirst()
                .orElseThrow();
    }

    /** Where its data is, for commands. */
    public Path data() {
        return data;
    }

    /** The password of an account, or the secret of the component. */
    public String secret(String name) {
        return new CredentialsFile(Demo.credentials(data).path()).of(name).orElseThrow();
    }

    /** Trusts the demo's authority and nobody else. */
    public X509TrustManager trust() {
        try (InputStream in = Files.newInputStream(data.resolve("ca.pem"))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return Arrays.stream(trust.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
