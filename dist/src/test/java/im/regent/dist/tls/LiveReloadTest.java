package im.regent.dist.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.regent.core.net.TlsEngine;
import im.regent.dist.io.Failure;
import im.regent.testkit.Section;
import im.regent.testkit.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** New certificates for a server that goes on serving. */
@Timeout(120)
@Spec(rfc = 6120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveReloadTest {
    private static final int SWAPS = 12;
    private static final int CLIENTS = 2;

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
        return worlds.of(engine, directory, "");
    }

    /** One connection with a handshake of its own; the certificate that it was shown. */
    private static X509Certificate shown(TlsWorld world) throws Exception {
        try (TlsPeer peer = world.direct().handshake(Identity.none().context(), "example.org")) {
            return peer.shown();
        }
    }

    @OnBothEngines
    @Section(value = "5.4.3.1", rules = "R70")
    void noHandshakeFailsWhileCertificatesAreReplaced(TlsEngine engine) throws Exception {
        TlsWorld world = world(engine);
        AtomicBoolean isOver = new AtomicBoolean();
        Semaphore handshakes = new Semaphore(0);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> {
                    while (!isOver.get()) {
                        shown(world);
                        handshakes.release();
                    }
                    return null;
                }));
            }
            for (int i = 0; i < SWAPS; i++) {
                KeyAndChain fresh = world.renew("example.org");
                assertThat(world.server().reload())
                        .anyMatch(line -> line.startsWith("new certificate for example.org"));
                assertThat(shown(world)).isEqualTo(fresh.leaf());
                handshakes.drainPermits();
                boolean isUsed = handshakes.tryAcquire(CLIENTS, 20, TimeUnit.SECONDS); // each certificate is
                assertThat(isUsed).isTrue();
            }
            isOver.set(true);
            for (Future<?> each : running) {
                each.get(); // throws what has failed
            }
        } finally {
            isOver.set(true);
            clients.shutdownNow();
        }
    }

    @OnBothEngines
    @Section(value = "5.4.3.1", rules = "R70")
    void wrongFilesChangeNothing(TlsEngine engine) throws Exception {
        TlsWorld world = world(engine);
        KeyAndChain good = world.renew("example.org");
        world.server().reload();
        Path key = world.file("example.org", "privkey.pem");
        String text = Files.readString(key);

        Files.writeString(key, Files.readString(world.file("example.com", "privkey.pem")));
        assertRefused(world, "does not belong to the first certificate");
        Files.writeString(key, "nonsense");
        world.renew("example.com"); // all or nothing: this one has to wait
        assertRefused(world, "holds no private key");
        Files.delete(key);
        assertRefused(world, "no such file");
        assertThat(shown(world)).isEqualTo(good.leaf());

        Files.writeString(key, text);
        assertThat(world.server().reload()).anyMatch(line -> line.startsWith("new certificate for example.com"));
        assertThat(shown(world)).isEqualTo(good.leaf());
    }

    private static void assertRefused(TlsWorld world, String why) throws Exception {
        assertThatThrownBy(() -> world.server().reload())
                .isInstanceOf(Failure.class)
                .hasMessageContaining(why)
                .hasMessageContaining("nothing was changed");
        shown(world);
    }

    @OnBothEngines
    @Section("13.7.2.3")
    void aStreamGoesOnWithTheCertificateItBeganWith(TlsEngine engine) throws Exception {
        TlsWorld world = world(engine);
        try (TlsPeer peer = world.direct().handshake(Identity.none().context(), "example.org")) {
            peer.open("to='example.org'");
            world.renew("example.org");
            world.server().reload();
            String auth =
                    "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGp1bGlldABwZW5jaWw=</auth>";
            assertThat(peer.asks(auth, "/>")).contains("<success");
        }
    }
}
