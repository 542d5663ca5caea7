package im.regent.dist.tls;

import im.regent.core.config.Secret;
import im.regent.core.net.TlsEngine;
import im.regent.dist.server.Home;
import im.regent.dist.server.Installation;
import im.regent.dist.server.RunningServer;
import im.regent.dist.server.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;

/** The real server on an engine of choice, with the hosts example.org and example.com and the account juliet@example.org. */
final class TlsWorld implements AutoCloseable {
    static final String PASSWORD = "pencil";

    private final Path certificates;
    private final RunningServer server;

    /** @param more of the configuration */
    TlsWorld(Path directory, TlsEngine engine, String more) throws IOException {
        certificates = directory.resolve("certs");
        renew("example.org");
        renew("example.com");
        String text = """
                virtual-hosts { "example.org" { }, "example.com" { } }
                listen { c2s { address = "127.0.0.1", port = 0 }, c2s-tls { address = "127.0.0.1", port = 0 } }
                listen.component.port = 0
                tls { directory = "%s", engine = %s }
                """.formatted(certificates, engine.name().toLowerCase(Locale.ROOT));
        Path file = Files.writeString(directory.resolve("regent.conf"), text + more);
        Wishes wishes = new Wishes(file, directory.resolve("data"), 0, java.util.List.of());
        server = RunningServer.start(
                Installation.find(new Home(directory), wishes), false, new SecureRandom(), InstantSource.system());
        server.users().add("juliet@example.org", new Secret(PASSWORD));
    }

    /** Writes a new certificate, and says which. */
    KeyAndChain renew(String host) {
        return new CertificateMaker(new SecureRandom(), InstantSource.system()).selfSigned(certificates, host);
    }

    Path file(String host, String name) {
        return certificates.resolve(host).resolve(name);
    }

    RunningServer server() {
        return server;
    }

    private int port(String listener) {
        return server.status().listeners().stream()
                .filter(each -> each.name().equals(listener))
                .findFirst()
                .orElseThrow()
                .port();
    }

    /** A connection to the port where clients begin in the clear. */
    TlsPeer clear() throws IOException {
        return TlsPeer.connect(port("c2s"));
    }

    /** A connection to the port where TLS begins at once; it has not begun. */
    TlsPeer direct() throws IOException {
        return TlsPeer.connect(port("c2s-tls"));
    }

    @Override
    public void close() {
        server.close();
    }
}
